#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/state/tuple.h"

namespace spoor {

// What was done for a rule with memory, for the report.
struct StateCounts {
  static constexpr std::size_t kMaxLargest = 5;

  struct LargeKey {
    std::string key;
    std::uint64_t tuples = 0;
  };

  std::uint64_t tuples = 0;   // evaluated
  std::uint64_t keys = 0;     // with tuples or memory
  std::uint64_t doubles = 0;  // tuples of records that had come already
  std::uint64_t late = 0;     // tuples that came when their time was over
  std::uint64_t held = 0;     // tuples left for the next run
  std::uint64_t firings = 0;
  std::uint64_t pending = 0;      // waits that are open at the end
  std::uint64_t lost_keys = 0;    // whose memory had to leave
  std::vector<LargeKey> largest;  // keys with the most tuples, descending; live has none

  void add_key(std::string_view key, std::uint64_t tuples_of_key);
  // Those of other keys.
  void add(const StateCounts& other);
};

}  // namespace spoor
