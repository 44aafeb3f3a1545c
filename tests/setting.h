#pragma once

#include <cstdint>
#include <cstdlib>

namespace spoor::test {

// The number that the environment has under a name, such as SPOOR_ORACLE_CASES.
inline std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

}  // namespace spoor::test
