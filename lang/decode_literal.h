#pragma once

#include <cstdint>
#include <vector>

#include "lang/diagnostic.h"
#include "lang/literal.h"
#include "lang/syntax.h"

namespace spoor {

// The value of a literal's lexeme. Reports a lexeme without value and returns a harmless one in its place.
Literal decode_literal(SyntaxKind kind, std::string_view lexeme, Span span, Diagnostics& diagnostics);

// The inside of `"..."`, escapes undone.
std::string decode_string_literal(std::string_view lexeme, Span span, Diagnostics& diagnostics);

// Of each byte of that, and of its end, where in the lexeme it comes from. REQUIRES: a string or raw string.
std::vector<std::uint32_t> string_literal_offsets(std::string_view lexeme);

}  // namespace spoor
