#include "runtime/state/counts.h"

#include <algorithm>

namespace spoor {

// Equally large ones by key, so that it does not matter in which order they come.
void StateCounts::add_key(std::string_view key, std::uint64_t tuples_of_key) {
  const auto is_before = [](const LargeKey& large, const std::pair<std::uint64_t, std::string_view>& own) {
    return large.tuples > own.first || (large.tuples == own.first && large.key < own.second);
  };
  const auto place = std::lower_bound(largest.begin(), largest.end(), std::pair(tuples_of_key, key), is_before);
  if (place == largest.end() && largest.size() == kMaxLargest) return;
  largest.insert(place, {std::string(key), tuples_of_key});
  if (largest.size() > kMaxLargest) largest.pop_back();
}

void StateCounts::add(const StateCounts& other) {
  tuples += other.tuples;
  keys += other.keys;
  doubles += other.doubles;
  late += other.late;
  held += other.held;
  firings += other.firings;
  pending += other.pending;
  lost_keys += other.lost_keys;
  for (const LargeKey& large : other.largest) add_key(large.key, large.tuples);
}

}  // namespace spoor
