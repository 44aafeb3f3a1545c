#pragma once

#include <random>
#include <string_view>

#include "compiler/program/program.h"

namespace spoor::fuzz {

// A Program of whatever bytes, nothing of it verified: where they are a saved Program, its tables. Tables whose sizes
// are wrong get what bytes there are.
Program take_apart(std::string_view bytes);

// Changes a row or a few of one table: a field, an index to where another row leads, the number of rows.
void mutate(Program& program, std::mt19937& random);

}  // namespace spoor::fuzz
