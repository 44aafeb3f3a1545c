#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace spoor {

// Which of these rules is meant, by its name with the pack's, or without where one alone bears it. Else it is said what
// there is.
std::optional<std::size_t> find_rule_named(const std::vector<std::string_view>& rules, std::string_view name);

}  // namespace spoor
