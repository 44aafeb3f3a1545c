#pragma once

#include <string_view>

#include "lang/ast.h"
#include "lang/diagnostic.h"

namespace spoor {

// Larger rule files are refused: 10,000 rules take 3 MB.
inline constexpr std::size_t kMaxSourceSize = 8U << 20;

struct Parsed {
  Ast tree;
  Diagnostics diagnostics;
};

// text ─▶ Ast. Item by item: after an error reading goes on at the next line that begins with an item's word, so that
// every broken item is reported, and the others are whole.
Parsed parse(const Sources& sources, SourceId source);

// A text that is one condition or value. `tree.exprs` is empty if it has errors, else its last is the whole.
Parsed parse_expression(const Sources& sources, SourceId source);

}  // namespace spoor
