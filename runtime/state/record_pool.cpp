#include "runtime/state/record_pool.h"

namespace spoor {

RecordPool::Slot RecordPool::add(std::string_view bytes) {
  if (free_.empty()) {
    free_.push_back(static_cast<Slot>(records_.size()));
    records_.emplace_back();
  }
  const Slot slot = free_.back();
  free_.pop_back();
  records_[slot].bytes.assign(bytes);
  records_[slot].uses = 1;
  return slot;
}

void RecordPool::release(Slot slot) {
  if (--records_[slot].uses == 0) free_.push_back(slot);
}

}  // namespace spoor
