#pragma once

#include <vector>

#include "cli/workbench/explain/json_places.h"
#include "compiler/closed.h"

namespace spoor {

// Values of the left side for which a test with constants on its right comes out as wanted, the likeliest first; `met`:
// as the test asks without its negation. None where none is known.
std::vector<Json> wanted_values(const ClosedTree& tree, const closed::Test& test, bool met);

}  // namespace spoor
