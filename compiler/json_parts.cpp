#include "compiler/json_parts.h"

#include "lang/lexeme.h"
#include "lang/values/utf8.h"

namespace spoor {

namespace {

char32_t hexadecimal(std::string_view digits) {
  char32_t value = 0;
  for (const char c : digits) {
    const int lower = c | 0x20;
    value = value * 16 + static_cast<char32_t>(is_digit(c) ? c - '0' : lower - 'a' + 10);
  }
  return value;
}

}  // namespace

std::optional<std::string> decoded_json_string(std::string_view source) {
  constexpr std::string_view kEscapes = "\"\\/bfnrt", kMeanings = "\"\\/\b\f\n\r\t";
  std::string out;
  for (std::size_t i = 1; i + 1 < source.size(); ++i) {
    if (source[i] != '\\') {
      out += source[i];
      continue;
    }
    const char escape = source[++i];
    if (escape != 'u') {
      out += kMeanings[kEscapes.find(escape)];
      continue;
    }
    char32_t code_point = hexadecimal(source.substr(i + 1, 4));
    i += 4;
    if (code_point >= 0xD800 && code_point < 0xE000) {
      if (code_point >= 0xDC00 || source.substr(i + 1, 2) != "\\u") return std::nullopt;
      const char32_t low = hexadecimal(source.substr(i + 3, 4));
      if (low < 0xDC00 || low >= 0xE000) return std::nullopt;
      code_point = 0x10000 + ((code_point - 0xD800) << 10U) + (low - 0xDC00);
      i += 6;
    }
    append_utf8(code_point, out);
  }
  return out;
}

std::size_t json_space_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

}  // namespace spoor
