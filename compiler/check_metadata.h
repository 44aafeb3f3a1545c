#pragma once

#include <vector>

#include "lang/ast.h"
#include "lang/diagnostic.h"

namespace spoor {

// What metadata says must be of its kind: a severity is a level, a title is one string.
void check_metadata(const std::vector<ast::Meta>& metas, Diagnostics& diagnostics);

}  // namespace spoor
