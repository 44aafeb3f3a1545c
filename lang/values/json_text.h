#pragma once

#include <cstddef>
#include <string_view>

namespace spoor {

// Levels of objects and arrays; what is deeper is no record, and no event of a rule's test.
inline constexpr std::size_t kMaxJsonDepth = 1024;

// True if the text is one JSON value as RFC 8259 has it, white space around it allowed, nested to at most
// kMaxJsonDepth. Doubled keys and escapes of lone surrogates are JSON; control characters in strings and bytes that are
// not UTF-8 are not.
bool is_strict_json(std::string_view text);

// The JSON value that a text begins with, right at its first byte. Whether it is UTF-8 is not looked at.
struct JsonExtent {
  std::size_t end = 0;    // behind the value; or where it stops being JSON
  bool is_whole = false;  // there is a value
  bool is_too_deep = false;
};
JsonExtent find_json_value(std::string_view text);

}  // namespace spoor
