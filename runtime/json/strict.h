#pragma once

#include <string_view>

namespace spoor {

// True if the text is one JSON value as RFC 8259 has it, white space around it allowed, nested to at most kMaxDepth.
// Doubled keys and escapes of lone surrogates are JSON; control characters in strings and bytes that are not UTF-8 are
// not.
bool is_strict_json(std::string_view text);

}  // namespace spoor
