#pragma once

#include <vector>

#include "cli/workbench/diff/pack_diff.h"
#include "cli/workbench/diff/versions.h"

namespace spoor {

// Defs, lists, tables, params and samples of a pair of packs, by kind and name: those that are not the same.
std::vector<NameDiff> name_changes(const Side& before, const Side& after, const PackPair& pair);

}  // namespace spoor
