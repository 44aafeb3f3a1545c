#pragma once

#include <string_view>

#include "compiler/closed.h"
#include "runtime/match/matcher.h"

namespace spoor::fuzz {

// Of a record, if it is readable, each rule must hold and say what the oracle says, message and fields.
// REQUIRES: the matcher runs the Program, which is made from
// `tree`.
void check_emitted(Matcher& matcher, const Program& program, const ClosedTree& tree, std::string_view record);

}  // namespace spoor::fuzz
