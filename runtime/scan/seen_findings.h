#pragma once

#include <cstddef>
#include <string>
#include <unordered_set>

namespace spoor {

// Which findings went out already, for a run that shows them as they come. Memory is bounded: when half of the budget
// is full the other half, which holds older ones, is forgotten. So the newest are known, at least half a budget of
// them. Not thread-safe.
class SeenFindings {
 public:
  explicit SeenFindings(std::size_t budget) : half_(budget / 2) {}

  // By the bytes of FindingBytes::append_identity(). False if they are known.
  bool add(std::string identity);

 private:
  std::size_t half_;  // in bytes
  std::unordered_set<std::string> newer_, older_;
  std::size_t newer_size_ = 0;
};

}  // namespace spoor
