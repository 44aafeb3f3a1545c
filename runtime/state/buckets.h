#pragma once

#include <cstdint>
#include <string>

#include "runtime/state/ring.h"
#include "runtime/state/saved_bytes.h"

namespace spoor {

// How many records stood in each stretch of time before the current one. Only buckets that are not empty take memory.
class Buckets {
 public:
  static constexpr std::uint64_t kMostRecords = 1ULL << 48;  // in a bucket, so that sums of products stay in bounds

  // `span` in buckets, at least one: how far back they count.
  explicit Buckets(std::int64_t span) : span_(span) {}

  void clear();
  // REQUIRES: after what was added last; not more than kMostRecords.
  void add(std::int64_t bucket, std::uint64_t count);
  // Those that do not count when `current` is filled.
  void forget_before(std::int64_t current);

  // Of those that are left.
  Wide sum() const { return static_cast<Wide>(sum_); }
  Wide sum_of_squares() const { return static_cast<Wide>(squares_); }

  void save_for(std::int64_t current, std::string& out) const;
  // REQUIRES: cleared. All of them are before `current`.
  void load(std::int64_t current, SavedReader& reader);

 private:
  struct Bucket {
    std::int64_t number = 0;
    std::uint64_t count = 0;
  };

  const std::int64_t span_;
  Ring<Bucket> buckets_;
  UnsignedWide sum_ = 0, squares_ = 0;
};

}  // namespace spoor
