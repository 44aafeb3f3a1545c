#pragma once

#include <span>
#include <string_view>

#include "runtime/json/value.h"

namespace spoor {

// Where the part first stands in the text, or npos. Linear, which std::string_view::find is not.
std::size_t find_part(std::string_view text, std::string_view part);

inline bool has_part(std::string_view text, std::string_view part) {
  return find_part(text, part) != std::string_view::npos;
}

// Whether some string of `texts` has inside it, begins with, or ends with some string of `parts`. Where both sets are
// large, the cost grows with the length of both together, not with the product of their sizes.
bool some_contains(std::span<const Value> texts, std::span<const Value> parts);
bool some_startswith(std::span<const Value> texts, std::span<const Value> parts);
bool some_endswith(std::span<const Value> texts, std::span<const Value> parts);

}  // namespace spoor
