#pragma once

#include "compiler/closer.h"

namespace spoor {

// Times, bounds and flags of a clause with memory, as a Program has them. Reports those that it cannot have.
StateRow state_numbers(const ast::State& clause, const Ast& tree, Closer& closer, Scope& scope);

}  // namespace spoor
