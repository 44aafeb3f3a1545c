#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/state/saved_bytes.h"

namespace spoor {

// Texts, each with the time at which it was last read. Memory is bounded by the texts that it holds, and is kept for
// those that come next.
class RecentValues {
 public:
  // False if it is there already; then its time is the new one. REQUIRES: not before what was added last.
  bool add(std::string_view text, Time time);
  // Those that were last read before it.
  void forget_before(Time first);
  void clear();

  std::size_t size() const { return size_; }

  void save_from(Time first, std::string& out) const;
  // REQUIRES: cleared.
  void load(SavedReader& reader);

 private:
  using Number = std::uint32_t;  // of a node
  static constexpr Number kNobody = 0xFFFFFFFF;

  struct Node {
    std::string text;
    std::size_t hash = 0;
    Time time = 0;
    Number older = kNobody, newer = kNobody;
    Number next = kNobody;  // in its bucket, or among those that are free
  };

  Number take_free();
  void append(Number number);  // as the newest
  void unlink(Number number);
  void forget_oldest();
  void grow();
  Number& bucket_of(std::size_t hash) { return buckets_[hash & (buckets_.size() - 1)]; }

  std::vector<Node> nodes_;
  std::vector<Number> buckets_;  // a power of two of them, or none
  Number oldest_ = kNobody, newest_ = kNobody, free_ = kNobody;
  std::size_t size_ = 0;
};

}  // namespace spoor
