#pragma once

#include <string>

#include "compiler/closer.h"

namespace spoor {

// Ast ─▶ closed tree: names are looked up, defs expanded where they stand, lists put in place. What cannot be resolved
// is reported and becomes a Field without variable and steps, so that the rest of its condition is still looked at.

// All rules of a pack; and its defs, each once by itself, so that an error in one that no rule uses is found.
void resolve_pack(const LoadedPack& pack, Closer& closer);

// A condition as the one rule `name`.
void resolve_condition(const LoadedPack& pack, const Ast& ast, ExprId condition, std::string name, Closer& closer);

void resolve_output(const LoadedPack& pack, const Ast& ast, ExprId value, std::string name, Closer& closer);

}  // namespace spoor
