#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace spoor {

// Numbers as people read them.
std::string grouped(std::uint64_t number);                       // 1,234,567
std::string plural(std::uint64_t count, std::string_view what);  // 1 file, 2,345 files
std::string bytes_text(std::uint64_t bytes);                     // 12.3 MB

// The first of the names, and how many more there are: `a, b and 12 more`.
std::string some_of(const std::vector<std::string_view>& names);

}  // namespace spoor
