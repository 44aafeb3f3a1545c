#pragma once

#include <string>
#include <string_view>

namespace spoor {

void append_utf8(char32_t code_point, std::string& out);

// Bytes of the code point that begins with this one; 1 for a byte that begins none.
constexpr std::size_t utf8_length(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

// The offset of the first byte that is not UTF-8 (overlong forms and surrogates are not), or npos.
std::size_t find_invalid_utf8(std::string_view text);

}  // namespace spoor
