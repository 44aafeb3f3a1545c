#pragma once

#include <optional>

#include "compiler/closed.h"

namespace spoor {

// The constant that a call of constants always gives; nothing for other nodes, and for calls that give no value,
// several, or one that no literal stands for: a version, or a time, which as a literal string would lose its order.
std::optional<Literal> folded_call(const ClosedTree& tree, NodeId node);

}  // namespace spoor
