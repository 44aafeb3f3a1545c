#pragma once

#include <optional>

#include "compiler/closed.h"

namespace spoor {

// The constant that a call of constants always gives; nothing for other nodes, and for calls that give no value or
// several. `base_name`, `split` and `case` are left to the runtime, which alone knows what they mean.
std::optional<Literal> folded_call(const ClosedTree& tree, NodeId node);

}  // namespace spoor
