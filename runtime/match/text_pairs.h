#pragma once

#include <span>
#include <string_view>

#include "runtime/json/value.h"

namespace spoor {

// Whether the text has the part inside it. Linear, which std::string_view::find is not.
bool has_part(std::string_view text, std::string_view part);

// Whether some string of `texts` has inside it, begins with, or ends with some string of `parts`. Where both sets are
// large, the cost grows with the length of both together, not with the product of their sizes.
bool some_contains(std::span<const Value> texts, std::span<const Value> parts);
bool some_startswith(std::span<const Value> texts, std::span<const Value> parts);
bool some_endswith(std::span<const Value> texts, std::span<const Value> parts);

}  // namespace spoor
