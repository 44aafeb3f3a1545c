#include "lang/functions/each.h"
#include "lang/values/address.h"

namespace spoor::function {

std::optional<Scalar> is_ip(const Scalar& value, std::string&) {
  const auto* text = std::get_if<std::string_view>(&value);
  return text != nullptr && parse_address(*text);
}

}  // namespace spoor::function
