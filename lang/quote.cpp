#include "lang/quote.h"

#include <fmt/format.h>

#include "lang/lexeme.h"

namespace spoor {

std::string string_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
          out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        } else {
          out += c;
        }
    }
  }
  out += '"';
  return out;
}

std::string key_text(std::string_view key) {
  return !key.empty() && any_name_length(key) == key.size() ? std::string(key) : fmt::format("`{}`", key);
}

std::string head_text(std::string_view name) {
  const bool is_bare = !name.empty() && word_length(name) == name.size() && !is_reserved(name);
  return is_bare ? std::string(name) : fmt::format("`{}`", name);
}

}  // namespace spoor
