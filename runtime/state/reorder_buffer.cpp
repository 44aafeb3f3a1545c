#include "runtime/state/reorder_buffer.h"

#include <algorithm>
#include <utility>

namespace spoor {

bool ReorderBuffer::is_later(const Item& a, const Item& b) {
  return a.time != b.time ? a.time > b.time : a.bytes > b.bytes;
}

void ReorderBuffer::add(Time time, std::string_view bytes) {
  items_.push_back({time, std::string(bytes)});
  std::push_heap(items_.begin(), items_.end(), is_later);
}

std::string ReorderBuffer::take_first() {
  std::pop_heap(items_.begin(), items_.end(), is_later);
  std::string bytes = std::move(items_.back().bytes);
  items_.pop_back();
  return bytes;
}

}  // namespace spoor
