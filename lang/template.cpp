#include "lang/template.h"

#include <algorithm>

#include "lang/lexeme.h"

namespace spoor {

namespace {

// The brace that closes the expression which begins at `at`.
std::size_t find_close(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] != '}') at += std::max<std::size_t>(1, string_length(text.substr(at)));
  return at < text.size() ? at : std::string_view::npos;
}

}  // namespace

Template split_template(std::string_view text) {
  Template made;
  std::string plain;
  const auto end_plain = [&] {
    if (!plain.empty()) made.parts.push_back({false, std::move(plain), 0});
    plain.clear();
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool is_doubled = at + 1 < text.size() && text[at + 1] == c;
    if (c == '}' || (c == '{' && is_doubled)) {
      plain += c;
      if (is_doubled) ++at;
    } else if (c == '{') {
      const std::size_t close = find_close(text, at + 1);
      if (close == std::string_view::npos) {
        made.unclosed = at;
        return made;
      }
      end_plain();
      made.parts.push_back({true, std::string(text.substr(at + 1, close - at - 1)), at + 1});
      at = close;
    } else {
      plain += c;
    }
  }
  end_plain();
  return made;
}

std::string escaped_for_template(std::string_view text) {
  std::string out;
  for (const char c : text) out.append(c == '{' || c == '}' ? 2 : 1, c);
  return out;
}

}  // namespace spoor
