#pragma once

#include <optional>
#include <string_view>

namespace spoor {

// What the language has for a word or sign of another one: `and` for `&&`. Nothing if it is none that is known.
std::optional<std::string_view> our_word_for(std::string_view foreign);

}  // namespace spoor
