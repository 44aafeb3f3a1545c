#pragma once

#include <string_view>

namespace spoor {

// The name in the `pack` header that the text of a rule file begins with; empty if it does not. Reads no further.
std::string_view header_name(std::string_view text);

}  // namespace spoor
