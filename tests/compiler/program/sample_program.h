#pragma once

#include "compiler/program/program.h"

namespace spoor {

// A sound Program by hand, with at least one row in every table: two rules, two scopes, one within the other, a loop
// over values, and `case` with a condition that binds a register and with one that reads one of the loop around.
Program sample_program();

}  // namespace spoor
