#pragma once

#include <cstdint>
#include <memory>

#include "runtime/match/prepared.h"

namespace spoor::bench {

// The rules that ship, as they stand in the source tree, and `count` that each name one event that never happens.
std::shared_ptr<const PreparedProgram> rules_with(std::int64_t count);

}  // namespace spoor::bench
