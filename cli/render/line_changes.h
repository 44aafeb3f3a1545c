#pragma once

#include <string>
#include <string_view>

namespace spoor {

// What makes `after` of `before`, line by line, as a unified diff with three lines around each change; empty if they
// are equal. Both are named `name`. Time is linear in their lines but for a sort.
std::string unified_diff(std::string_view name, std::string_view before, std::string_view after);

}  // namespace spoor
