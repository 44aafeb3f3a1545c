#pragma once

#include "compiler/closed.h"
#include "tests/oracle/json.h"

namespace spoor::oracle {

// Whether a condition of a typed tree holds for a record: R1 to R9 word by word, nothing shared with the runtime but
// the readers of single values (numbers, times, addresses, case folding) and RE2.
bool holds(const ClosedTree& tree, NodeId condition, const Json& record);

}  // namespace spoor::oracle
