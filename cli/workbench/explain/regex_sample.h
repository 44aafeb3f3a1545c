#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace spoor {

// A short text that the pattern most likely matches: the first alternative of each group, as little repetition as may
// be. Nothing for what is seldom written; who needs to know tries it.
std::optional<std::string> regex_sample(std::string_view pattern);

}  // namespace spoor
