#pragma once

#include <string>
#include <string_view>

namespace spoor {

// Case folding as `~` and `lower` know it: Unicode's simple folding (statuses C and S of CaseFolding.txt), code point
// by code point. Bytes that are not UTF-8 stay as they are.
char32_t fold(char32_t code_point);
void append_folded(std::string_view text, std::string& out);
std::string folded(std::string_view text);

// True if append_folded would change nothing.
bool is_folded(std::string_view text);

// Code points of valid UTF-8; of other text the bytes that begin one.
std::size_t count_code_points(std::string_view text);

}  // namespace spoor
