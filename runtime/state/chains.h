#pragma once

#include <cstdint>
#include <vector>

#include "runtime/state/record_pool.h"
#include "runtime/state/tuple.h"

namespace spoor {

// Records that were taken for the first steps of a sequence, one step after the other. Never changed once sealed.
struct Chain {
  Time start = 0;                        // time of its first record
  std::uint64_t start_number = 0;        // tells that record from others
  std::uint64_t count = 0;               // records
  UnsignedWide identities = 0;           // their sum
  std::vector<RecordPool::Slot> newest;  // the newest Firing::kMaxRecords of them, oldest first
  std::vector<RecordPool::Slot> last;    // by step: the last record that it took
};

// Chains, each kept until nothing uses it any more, and with it its records. Memory is used again.
class ChainPool {
 public:
  using Ref = std::uint32_t;
  static constexpr Ref kNone = 0xFFFFFFFF;

  explicit ChainPool(RecordPool& records) : records_(records) {}

  // One that begins like `before`, or with nothing after kNone. Used once. It is filled, then sealed.
  Ref add(Ref before);
  void seal(Ref chain);

  void use(Ref chain) { ++nodes_[chain].uses; }
  void release(Ref chain);

  // Valid until the next call of add().
  Chain& operator[](Ref chain) { return nodes_[chain].chain; }
  const Chain& operator[](Ref chain) const { return nodes_[chain].chain; }

 private:
  struct Node {
    Chain chain;
    std::uint32_t uses = 0;
  };

  RecordPool& records_;
  std::vector<Node> nodes_;
  std::vector<Ref> free_;
};

}  // namespace spoor
