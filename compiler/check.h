#pragma once

#include "compiler/closed.h"
#include "lang/diagnostic.h"

namespace spoor {

// closed tree ─▶ typed tree: every operator, function and clause has what it can take, or the diagnostics say what it
// has not; calls of constants become constants. REQUIRES: nodes stand before those that name them.
void check(ClosedTree& tree, Diagnostics& diagnostics);

}  // namespace spoor
