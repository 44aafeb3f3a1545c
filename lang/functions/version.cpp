#include "lang/values/version.h"

#include "lang/functions/each.h"

namespace spoor::function {

std::optional<Scalar> version(const Scalar& value, std::string& made) {
  const auto* text = std::get_if<std::string_view>(&value);
  if (text == nullptr) return std::nullopt;
  auto found = find_version(*text);
  if (!found) return std::nullopt;
  made = std::move(*found);
  return Version{made};
}

}  // namespace spoor::function
