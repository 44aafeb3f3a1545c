#include "cli/rule_selection.h"

#include <fnmatch.h>

#include <algorithm>

#include "lang/clause.h"

namespace spoor {

namespace {

bool has_tag(const Program& program, const RuleRow& rule, const std::vector<std::string>& tags) {
  const auto first = program.metas.begin() + rule.first_meta;
  return std::any_of(first, first + rule.meta_count, [&](const MetaRow& meta) {
    return meta.key == static_cast<std::uint32_t>(MetaKey::tags) &&
           std::find(tags.begin(), tags.end(), program.string(meta.value)) != tags.end();
  });
}

}  // namespace

std::vector<bool> shown_rules(const Program& program, const RuleOptions& options) {
  std::vector<bool> shown;
  const Level least = find_level(options.severity).value_or(Level::info);
  for (Index i = 0; i < program.rules.size(); ++i) {
    const std::string name(program.rule_name(i));
    const std::string own(own_name(name));
    const auto matches = [&](const std::string& glob) {
      return fnmatch(glob.c_str(), name.c_str(), 0) == 0 || fnmatch(glob.c_str(), own.c_str(), 0) == 0;
    };
    const bool is_chosen = (options.only.empty() || std::any_of(options.only.begin(), options.only.end(), matches)) &&
                           std::none_of(options.skip.begin(), options.skip.end(), matches);
    shown.push_back(is_chosen && program.rules[i].is_hidden == 0 &&
                    program.rules[i].level >= static_cast<std::uint32_t>(least) &&
                    (options.tags.empty() || has_tag(program, program.rules[i], options.tags)));
  }
  return shown;
}

std::size_t count_shown(const Program& program) {
  return static_cast<std::size_t>(std::count_if(program.rules.begin(), program.rules.end(),
                                                [](const RuleRow& rule) { return rule.is_hidden == 0; }));
}

std::set<std::string_view> shown_names(const Program& program, const RuleOptions& options) {
  std::set<std::string_view> names;
  const std::vector<bool> shown = shown_rules(program, options);
  for (Index i = 0; i < program.rules.size(); ++i) {
    if (shown[i]) names.insert(program.rule_name(i));
  }
  return names;
}

std::set<std::string_view> rules_of_files(const Program& program, const std::set<std::string_view>& rules,
                                          const std::vector<std::vector<Span>>& places,
                                          const std::set<SourceId>& files) {
  std::set<std::string_view> out;
  for (Index rule = 0; rule < places.size(); ++rule) {
    const bool is_of_files = std::any_of(places[rule].begin(), places[rule].end(),
                                         [&](const Span& place) { return files.contains(place.source); });
    if (is_of_files && rules.contains(program.rule_name(rule))) out.insert(program.rule_name(rule));
  }
  return out;
}

}  // namespace spoor
