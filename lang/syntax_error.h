#pragma once

#include "lang/diagnostic.h"
#include "lang/syntax.h"

namespace spoor {

// The grammar says where it gave up and what it wanted; this finds out what the writer did there, and how to mend it.
// `item_begin` is where the item, or the expression, under way began.
Diagnostic explain_syntax_error(const SourceFile& file, SourceId source, std::uint32_t item_begin,
                                const SyntaxError& error);

}  // namespace spoor
