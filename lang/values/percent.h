#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace spoor {

// URL-encoded text decoded: `%7B` is `{`, `+` a blank. Nothing where a `%` is not followed by two hexadecimal digits.
std::optional<std::string> decode_percent(std::string_view text);

}  // namespace spoor
