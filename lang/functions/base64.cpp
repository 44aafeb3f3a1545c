#include "lang/values/base64.h"

#include "lang/functions/each.h"
#include "lang/values/utf8.h"

namespace spoor::function {

// Values are text: what is not UTF-8 is none.
std::optional<Scalar> base64(const Scalar& value, std::string& made) {
  const auto* text = std::get_if<std::string_view>(&value);
  if (text == nullptr) return std::nullopt;
  auto bytes = decode_base64(*text);
  if (!bytes || find_invalid_utf8(*bytes) != std::string_view::npos) return std::nullopt;
  made = std::move(*bytes);
  return made;
}

}  // namespace spoor::function
