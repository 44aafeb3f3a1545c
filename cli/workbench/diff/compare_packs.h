#pragma once

#include <chrono>
#include <utility>
#include <vector>

#include "cli/workbench/diff/pack_diff.h"
#include "cli/workbench/diff/sides.h"

namespace spoor {

// A rule that both have, or one of them.
using RulePair = std::pair<std::optional<SideRule>, std::optional<SideRule>>;

struct ComparedPacks {
  PackDiff diff;
  std::vector<RulePair> pairs;  // by row of diff.rules
};

// What changed in meaning, and otherwise. `today`: for exceptions that are over.
ComparedPacks compare_packs(const Side& before, const Side& after, std::chrono::sys_days today);

}  // namespace spoor
