#pragma once

#include "lang/ast.h"
#include "lang/diagnostic.h"
#include "lang/syntax.h"

namespace spoor {

// Adds what the grammar read to the tree: literals are decoded, and those that have a shape but no value (`10.0.0.256`,
// `2024-02-30`, `"\d"`) are reported. REQUIRES: syntax.ok(). Expressions that stand alone are appended to tree.exprs.
void build(const Syntax& syntax, const SourceFile& file, Ast& tree, Diagnostics& diagnostics);

}  // namespace spoor
