#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "cli/options.h"
#include "compiler/program/program.h"
#include "lang/source.h"

namespace spoor {

// A rule's name without its pack's.
inline std::string_view own_name(std::string_view name) { return name.substr(name.rfind('.') + 1); }

// How many rules there are to show: those that run for others alone are none.
std::size_t count_shown(const Program& program);

// Which of these `--only`, `--skip`, `--severity` and `--tag` leave, by rule.
std::vector<bool> shown_rules(const Program& program, const RuleOptions& options);

// What a command says when they leave none.
inline constexpr std::string_view kNoRuleLeft = "no rule is left by --only, --skip, --severity and --tag";

// Their names, which live as long as the Program.
std::set<std::string_view> shown_names(const Program& program, const RuleOptions& options);

// Of the rules those that the files hold or tune: what a used pack lacks is not theirs to mend.
std::set<std::string_view> rules_of_files(const Program& program, const std::set<std::string_view>& rules,
                                          const std::vector<std::vector<Span>>& places,
                                          const std::set<SourceId>& files);

}  // namespace spoor
