#include "cli/rule_name.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/rule_selection.h"
#include "cli/terminal.h"
#include "lang/suggest.h"

namespace spoor {

std::optional<std::size_t> find_rule_named(const std::vector<std::string_view>& rules, std::string_view name) {
  std::vector<std::size_t> found;
  std::vector<std::string_view> names, full;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (rules[i] == name) return i;
    const std::string_view own = own_name(rules[i]);
    if (own == name) {
      found.push_back(i);
      full.push_back(rules[i]);
    }
    names.push_back(rules[i]);
    names.push_back(own);
  }
  if (found.size() == 1) return found[0];
  if (found.empty()) {
    const auto near = closest(name, names);
    print_error(fmt::format("no rule is named `{}`; {}", name,
                            near ? fmt::format("did you mean `{}`?", *near)
                                 : "`spoor list` shows those there are; `--rules` names others"));
  } else {
    print_error(fmt::format("`{}` is more than one rule; choose of {}", name, fmt::join(full, ", ")));
  }
  return std::nullopt;
}

}  // namespace spoor
