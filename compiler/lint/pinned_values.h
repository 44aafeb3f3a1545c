#pragma once

#include <optional>
#include <set>
#include <string>

#include "compiler/closed.h"

namespace spoor {

// The texts that a field may have in records for which a condition holds: some value of the field is one of them.
// Nothing: it may have any. Sound, not complete.
std::optional<std::set<std::string>> pinned_values(const ClosedTree& tree, NodeId condition, NodeId field);

// The same of base_name(field), the name of a call without its date.
std::optional<std::set<std::string>> pinned_base_names(const ClosedTree& tree, NodeId condition, NodeId field);

// Whether two nodes are the same field of the record.
bool are_same_field(const ClosedTree& tree, NodeId a, NodeId b);

// Whether a node is a field that has at most one value in a CloudTrail record.
bool has_one_value(const ClosedTree& tree, NodeId node);

}  // namespace spoor
