#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/state/tuple.h"
#include "tests/runtime/state/memory_rule.h"

namespace spoor::bench {

// Tuples of test::kMemoryRule in memory, as large as those of CloudTrail are: a key like an ARN, ids, an account.
class Tuples {
 public:
  // What tells one from another. The time is in seconds from a fixed day on.
  struct Parts {
    std::uint64_t key = 0, number = 0;
    std::int64_t second = 0;
    StepSet steps = 1;
    std::uint64_t value = 0;  // first
  };
  void add(const Parts& parts, StateKind kind);
  void clear();
  void sort();

  std::size_t size() const { return ends_.size(); }
  // Valid until the next add().
  const std::vector<std::string_view>& views();

 private:
  std::string bytes_;
  std::vector<std::size_t> ends_;
  std::vector<std::string_view> views_;
};

// Numbers of keys in the order in which sorted tuples have them.
std::vector<std::uint32_t> keys_in_order(std::uint32_t count);

}  // namespace spoor::bench
