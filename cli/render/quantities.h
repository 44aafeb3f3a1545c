#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace spoor {

// Numbers as people read them.
std::string grouped(std::uint64_t number);                       // 1,234,567
std::string plural(std::uint64_t count, std::string_view what);  // 1 file, 2,345 files
std::string bytes_text(std::uint64_t bytes);                     // 12.3 MB

}  // namespace spoor
