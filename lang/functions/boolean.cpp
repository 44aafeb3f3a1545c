#include "lang/functions/each.h"
#include "lang/values/fold.h"

namespace spoor::function {

std::optional<Scalar> boolean(const Scalar& value, std::string&) {
  if (std::holds_alternative<bool>(value)) return value;
  const auto* text = std::get_if<std::string_view>(&value);
  if (text == nullptr || text->size() > std::string_view("false").size()) return std::nullopt;
  const std::string word = folded(*text);
  if (word == "true") return true;
  if (word == "false") return false;
  return std::nullopt;
}

}  // namespace spoor::function
