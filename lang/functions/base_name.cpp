#include "lang/values/base_name.h"

#include "lang/functions/each.h"

namespace spoor::function {

std::optional<Scalar> base_name(const Scalar& value, std::string&) {
  const auto* text = std::get_if<std::string_view>(&value);
  if (text == nullptr) return std::nullopt;
  return spoor::base_name(*text);
}

}  // namespace spoor::function
