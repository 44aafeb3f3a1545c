#include "lang/functions/each.h"
#include "lang/values/fold.h"

namespace spoor::function {

std::optional<Scalar> len(const Scalar& value, std::string&) {
  const auto* text = std::get_if<std::string_view>(&value);
  if (text == nullptr) return std::nullopt;
  return Number::from_natural(count_code_points(*text));
}

}  // namespace spoor::function
