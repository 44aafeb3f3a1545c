#include "runtime/state/reorder_buffer.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace spoor {

void ReorderBuffer::add(Time time, std::string_view bytes) {
  Moment& moment = moments_[time];
  moment.tuples.emplace_back(bytes);
  moment.is_sorted = false;
}

std::string ReorderBuffer::take_first() {
  Moment& moment = moments_.begin()->second;
  if (!std::exchange(moment.is_sorted, true)) {
    std::sort(moment.tuples.begin(), moment.tuples.end(), std::greater<>());
  }
  std::string bytes = std::move(moment.tuples.back());
  moment.tuples.pop_back();
  if (moment.tuples.empty()) moments_.erase(moments_.begin());
  return bytes;
}

}  // namespace spoor
