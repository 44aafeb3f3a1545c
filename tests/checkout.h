#pragma once

#include <filesystem>

namespace spoor::test {

// The project's folder, and the manual in it.
inline const std::filesystem::path kCheckout = SPOOR_SOURCE_DIR;
inline const std::filesystem::path kSpec = kCheckout / "spec";

}  // namespace spoor::test
