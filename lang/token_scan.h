#pragma once

#include <string_view>
#include <vector>

#include "lang/syntax.h"

namespace spoor {

enum class RoughKind : std::uint8_t { word, string, unclosed_string, regex, literal, symbol, end };

// Tokens as an error's explanation needs them: whatever the text is, it falls into some.
struct RoughToken {
  RoughKind kind = RoughKind::end;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

RoughToken rough_token(std::string_view text, std::uint32_t offset);

// All tokens that begin in [begin, end).
std::vector<RoughToken> rough_tokens(std::string_view text, std::uint32_t begin, std::uint32_t end);

}  // namespace spoor
