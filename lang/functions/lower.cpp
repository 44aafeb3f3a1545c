#include "lang/functions/each.h"
#include "lang/values/fold.h"

namespace spoor::function {

std::optional<Scalar> lower(const Scalar& value, std::string& made) {
  const auto* text = std::get_if<std::string_view>(&value);
  if (text == nullptr) return std::nullopt;
  if (is_folded(*text)) return value;
  append_folded(*text, made);
  return made;
}

}  // namespace spoor::function
