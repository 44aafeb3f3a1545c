#pragma once

#include <string>
#include <string_view>

namespace spoor {

// A piece of a rule file on one line, comments left out; what is beyond `most` bytes is cut, with `...` behind it.
std::string one_line(std::string_view text, std::size_t most = 100);

}  // namespace spoor
