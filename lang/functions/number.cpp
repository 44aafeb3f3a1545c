#include "lang/functions/each.h"

namespace spoor::function {

std::optional<Scalar> number(const Scalar& value, std::string&) {
  if (std::holds_alternative<Number>(value)) return value;
  const auto* text = std::get_if<std::string_view>(&value);
  if (text == nullptr) return std::nullopt;
  return parse_number(*text);
}

}  // namespace spoor::function
