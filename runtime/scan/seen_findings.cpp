#include "runtime/scan/seen_findings.h"

#include <utility>

namespace spoor {

namespace {

// What a set takes for an entry besides its text: node, bucket, allocation.
constexpr std::size_t kEntryCost = sizeof(std::string) + 64;

}  // namespace

bool SeenFindings::add(std::string identity) {
  if (older_.contains(identity)) return false;
  const std::size_t size = identity.size() + kEntryCost;
  if (!newer_.insert(std::move(identity)).second) return false;
  newer_size_ += size;
  if (newer_size_ < half_) return true;
  older_ = std::exchange(newer_, {});
  newer_size_ = 0;
  return true;
}

}  // namespace spoor
