#pragma once

#include <vector>

#include "compiler/pack_set.h"

namespace spoor {

// Puts a site's `tune` items in place, on the trees: rules get more clauses, lists and params other values. What is to
// be tuned and is not there is reported. A tuned pack that is not among `running` is added to it.
void apply_tunes(const LoadedPack& site, std::vector<LoadedPack*>& running, Diagnostics& diagnostics);

}  // namespace spoor
