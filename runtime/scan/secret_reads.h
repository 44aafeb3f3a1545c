#pragma once

#include <vector>

#include "compiler/program/program.h"

namespace spoor {

// By operand: whether its values, or which of them there are, may depend on what a Mask replaces. False only where they
// are the same for a record and for the record without its secrets, of all whose separators are strict (separators.h);
// objects, which are no keys, left aside.
std::vector<bool> find_secret_reads(const Program& program);

}  // namespace spoor
