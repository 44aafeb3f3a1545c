#pragma once

#include <memory>
#include <string_view>

#include "compiler/closed.h"
#include "runtime/match/prepared.h"

namespace spoor::fuzz {

// Of a record, if it is readable, each rule must hold and say what the oracle says, message and fields.
// REQUIRES: `tree` is what the Program is made from.
void check_emitted(const std::shared_ptr<const PreparedProgram>& prepared, const ClosedTree& tree,
                   std::string_view record);

}  // namespace spoor::fuzz
