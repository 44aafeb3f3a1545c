#pragma once

#include <string_view>
#include <vector>

#include "lang/ast.h"
#include "lang/diagnostic.h"

namespace spoor {

// Of Spoor itself: `0.1.0`.
std::string_view engine_version();

// Reports what a pack's header says of versions that this one does not meet: `engine ">= 0.1, < 2"`.
void check_engine(const ast::Pack& header, Diagnostics& diagnostics);

}  // namespace spoor
