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

// The first character of a text that has one, as its bytes: as many as the first byte says and the text has.
constexpr std::string_view first_character(std::string_view text) { return text.substr(0, utf8_length(text[0])); }

// The first bytes of a text, at most so many, without a character that does not fit whole.
constexpr std::string_view whole_characters(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
  return text.substr(0, most);
}

// The code point that these bytes, all of them, are. REQUIRES: they are UTF-8.
char32_t decode_utf8(std::string_view bytes);

// The offset of the first byte that is not UTF-8 (overlong forms and surrogates are not), or npos.
std::size_t find_invalid_utf8(std::string_view text);

}  // namespace spoor
