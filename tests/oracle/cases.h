#pragma once

#include <algorithm>
#include <cstdint>

#include "tests/setting.h"

namespace spoor::oracle {

// How many cases are generated to hold the engine against the oracle.
inline constexpr std::uint64_t kAllCases = 200'000;
inline std::uint64_t generated_cases() { return test::setting("SPOOR_ORACLE_CASES", kAllCases); }

// The same share of a test's own number of cases; at least so many as it needs to meet all that it looks for.
inline std::uint64_t share_of_cases(std::uint64_t all, std::uint64_t least) {
  return std::clamp(all * generated_cases() / kAllCases, least, all);
}

}  // namespace spoor::oracle
