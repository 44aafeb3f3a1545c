#include "lang/token_scan.h"

#include <algorithm>

#include "lang/lexeme.h"
#include "lang/values/utf8.h"

namespace spoor {

RoughToken rough_token(std::string_view text, std::uint32_t offset) {
  const std::uint32_t begin = skip_spacing(text, offset);
  if (begin >= text.size()) {
    const auto end = static_cast<std::uint32_t>(text.size());
    return {RoughKind::end, end, end};
  }
  const std::string_view rest = text.substr(begin);
  const auto token = [begin](RoughKind kind, std::size_t length) {
    return RoughToken{kind, begin, begin + static_cast<std::uint32_t>(length)};
  };
  if (const auto length = std::max(string_length(rest), raw_string_length(rest)))
    return token(RoughKind::string, length);
  if (rest[0] == '"') return token(RoughKind::unclosed_string, std::min(rest.find('\n'), rest.size()));
  for (const auto length_of : {address_length, date_length, duration_length, number_length}) {
    if (const std::size_t length = length_of(rest)) return token(RoughKind::literal, length);
  }
  if (const std::size_t length = word_length(rest)) return token(RoughKind::word, length);
  if (const std::size_t length = regex_length(rest)) return token(RoughKind::regex, length);
  if (const std::size_t length = tag_length(rest)) return token(RoughKind::literal, length);
  const std::size_t operators = std::min(rest.find_first_not_of("=!<>&|~"), rest.size());
  if (operators > 0) return token(RoughKind::symbol, operators);
  return token(RoughKind::symbol, std::min(utf8_length(rest[0]), rest.size()));
}

std::vector<RoughToken> rough_tokens(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  std::vector<RoughToken> tokens;
  for (RoughToken token = rough_token(text, begin); token.kind != RoughKind::end && token.begin < end;
       token = rough_token(text, token.end)) {
    tokens.push_back(token);
  }
  return tokens;
}

}  // namespace spoor
