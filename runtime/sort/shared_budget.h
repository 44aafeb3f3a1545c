#pragma once

#include <atomic>
#include <cstddef>

namespace spoor {

// Bytes of memory that sorters take from beyond what each has for itself, so that one that is given most of the items
// need not write while the others hold little. Thread-safe.
class SharedBudget {
 public:
  explicit SharedBudget(std::size_t bytes) : left_(bytes) {}

  // False, and nothing is taken, if there is less.
  bool take(std::size_t bytes) {
    std::size_t left = left_.load(std::memory_order_relaxed);
    while (left >= bytes) {
      if (left_.compare_exchange_weak(left, left - bytes, std::memory_order_relaxed)) return true;
    }
    return false;
  }
  void give_back(std::size_t bytes) { left_.fetch_add(bytes, std::memory_order_relaxed); }

 private:
  std::atomic<std::size_t> left_;
};

}  // namespace spoor
