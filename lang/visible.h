#pragma once

#include <string>
#include <string_view>

namespace spoor {

// Text for a terminal, from any bytes: control characters, those that turn or hide other text, and what is not UTF-8
// are escaped.
std::string visible(std::string_view text);

// The same of a text's first bytes, at most so many, with `...` where it goes on.
std::string visible_start(std::string_view text, std::size_t most);

// The same with a dot for each such character, and a space for a tab, so that columns stay where they are.
std::string visible_in_place(std::string_view text);

}  // namespace spoor
