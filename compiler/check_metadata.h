#pragma once

#include <vector>

#include "lang/ast.h"
#include "lang/diagnostic.h"

namespace spoor {

// What metadata says must be of its kind: a severity is a level, a title is one string.
void check_metadata(const std::vector<ast::Meta>& metas, Diagnostics& diagnostics);

// And a rule has nothing that only a pack's header can say.
void check_metadata_of_rule(const std::vector<ast::Meta>& metas, Diagnostics& diagnostics);

}  // namespace spoor
