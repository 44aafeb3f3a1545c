#pragma once

#include "compiler/closed.h"
#include "tests/oracle/walk.h"

namespace spoor::oracle {

// Whether a condition of a typed tree holds for a record: R1 to R9 word by word, nothing shared with the runtime but
// the readers of single values (numbers, times, addresses, case folding) and RE2.
bool holds(const ClosedTree& tree, NodeId condition, const Json& record);

// Whether a rule is one record's matter alone: all that a rule with memory asks of a record is whether it is a step.
inline bool is_without_memory(const closed::Rule& rule) { return !rule.state.has_value(); }

// The same of a rule. REQUIRES: is_without_memory(rule).
bool holds(const ClosedTree& tree, const closed::Rule& rule, const Json& record);

// The set that a value is.
Values values_of(const ClosedTree& tree, NodeId value, const Json& record);

}  // namespace spoor::oracle
