#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/workbench/diff/pack_diff.h"
#include "cli/workbench/diff/sides.h"

namespace spoor {

// Packs of one name, or, of the two that are left over where it is one on each side, of another one; null: there is
// none. Their rules and names are compared with each other.
using PackPair = std::pair<const LoadedPack*, const LoadedPack*>;
std::vector<PackPair> paired_packs(const Side& before, const Side& after);

// What the headers of a pair say. The step is that of the header alone.
PackVersion pack_version(const PackPair& pair);

// The next version behind this one; empty if it is none of the form `1.2.3`. Below 1.0.0 nothing is promised yet, so
// that a major step only raises the second number.
std::string next_version(const std::string& version, VersionStep step);

// Fills in what the step of all that changed asks of NEW's version.
void judge(PackVersion& version);

}  // namespace spoor
