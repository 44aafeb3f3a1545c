#pragma once

#include <string>
#include <string_view>

namespace spoor {

// Writes a whole text where results go (render/output.h); empty: to standard output. False, and the reason is said, if
// it was not written.
bool write_file(const std::string& path, std::string_view text);

}  // namespace spoor
