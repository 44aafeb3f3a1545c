#include "cli/loaded_rules.h"

#include <algorithm>

#include "cli/rule_files.h"
#include "cli/rule_selection.h"
#include "cli/run.h"
#include "cli/terminal.h"

namespace spoor {

std::optional<LoadedRules> load_rules(std::vector<std::string> paths, const RuleOptions& options,
                                      const ScreenOptions& screen) {
  paths.insert(paths.begin(), options.rules.begin(), options.rules.end());
  if (paths.empty()) paths.emplace_back("builtin");
  auto files = read_rule_files(paths);
  if (!files) {
    print_error(files.error());
    return std::nullopt;
  }
  const RuleSource source(*files, options.pack_path);
  Compiled compiled = compile({.files = std::move(*files),
                               .outputs = {},
                               .definitions = read_definitions(options.definitions),
                               .may_lack_databases = true},
                              source);
  if (!is_sound(compiled, screen, "nothing was read")) return std::nullopt;
  LoadedRules loaded{compiled.sources, nullptr, {}};
  loaded.disabled = std::move(compiled.disabled);
  const std::vector<TestCase> tests = std::move(compiled.tests);
  const std::vector<std::vector<Span>> places = std::move(compiled.rule_places);
  loaded.program = std::make_shared<const Program>(std::move(compiled.program));
  const Program& program = *loaded.program;
  const std::vector<bool> shown = shown_rules(program, options);
  for (Index rule = 0; rule < shown.size(); ++rule) {
    if (shown[rule]) loaded.cards.push_back(rule_card(program, rule, places[rule], tests));
  }
  if (loaded.cards.empty()) {
    print_error(shown.empty() ? "the files hold no rule" : kNoRuleLeft);
    return std::nullopt;
  }
  std::sort(loaded.cards.begin(), loaded.cards.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return loaded;
}

}  // namespace spoor
