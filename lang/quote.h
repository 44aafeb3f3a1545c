#pragma once

#include <string>
#include <string_view>

namespace spoor {

// A string as a STRING of the language: in double quotes, with `\"`, `\\`, `\n`, `\t` and `\uXXXX` for controls.
std::string string_text(std::string_view text);

// A path's key: bare where it may be, else in backticks.
std::string key_text(std::string_view key);

// The head of a path: as key_text, but reserved words too need backticks.
std::string head_text(std::string_view name);

}  // namespace spoor
