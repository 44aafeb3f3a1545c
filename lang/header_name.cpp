#include "lang/header_name.h"

#include <cstdint>

#include "lang/lexeme.h"
#include "lang/syntax.h"

namespace spoor {

std::string_view header_name(std::string_view text) {
  const std::uint32_t at = skip_spacing(text, text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  if (word_length(text.substr(at)) != 4 || text.substr(at, 4) != "pack") return {};
  const std::uint32_t name = skip_spacing(text, at + 4);
  return text.substr(name, tag_length(text.substr(name)));
}

}  // namespace spoor
