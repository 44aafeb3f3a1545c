#pragma once

#include <vector>

#include "compiler/program/program.h"
#include "runtime/json/scalar.h"
#include "runtime/json/value.h"

namespace spoor {

// Appends the values that the steps of `node` (below kValueNode) reach from `start`: for values that no slot holds,
// such as what a function returned. Arrays are entered, also without steps. Decoded text goes to `arena`.
void reach(const Program& program, Index node, const Value& start, DocumentReader& documents, Arena& arena,
           std::vector<Value>& out);

}  // namespace spoor
