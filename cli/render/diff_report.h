#pragma once

#include <string>

#include "cli/workbench/diff/pack_diff.h"

namespace spoor {

// What changed, with the paths that were compared.
struct DiffPage {
  const PackDiff& diff;
  std::string old_path, new_path;
};

// For a terminal; texts of conditions that are very long are cut.
std::string diff_text(const DiffPage& page, bool color);
// For a pull request: a table of the rules, details folded.
std::string diff_markdown(const DiffPage& page);
// One document.
std::string diff_json(const DiffPage& page);

// Sentences that both texts have. Names of rules, lists and so on stand in backticks.

std::string changes_text(const RuleDiff& rule);      // `broadened, tests`
std::string versions_text(const PackVersion& pack);  // `version 1.2.0, now 1.2.1; ...`
std::string names_text(const NameDiff& name);        // `list `own_accounts` changed: 2 items more; used by ...`
std::string causes_text(const RuleDiff& rule);       // empty: the change is in the rule itself
std::string replay_text(const ReplayedRule& rule);
std::string summary_text(const PackDiff& diff);

}  // namespace spoor
