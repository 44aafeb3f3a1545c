#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace spoor {

// The bytes that the whole text encodes, in the standard or the URL-safe alphabet. Padding may be missing; blanks and
// line ends between digits are passed over. Nothing for any other text.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace spoor
