#include "runtime/state/chains.h"

#include "runtime/state/correlator.h"

namespace spoor {

ChainPool::Ref ChainPool::add(Ref before) {
  if (free_.empty()) {
    free_.push_back(static_cast<Ref>(nodes_.size()));
    nodes_.emplace_back();
  }
  const Ref ref = free_.back();
  free_.pop_back();
  Node& node = nodes_[ref];
  node.uses = 1;
  if (before != kNone) {
    node.chain = nodes_[before].chain;
    return ref;
  }
  node.chain.start = 0;
  node.chain.start_number = node.chain.count = 0;
  node.chain.identities = 0;
  node.chain.newest.clear();
  node.chain.last.clear();
  return ref;
}

void ChainPool::seal(Ref chain) {
  std::vector<RecordPool::Slot>& newest = nodes_[chain].chain.newest;
  if (newest.size() > Firing::kMaxRecords) {
    newest.erase(newest.begin(), newest.end() - static_cast<std::ptrdiff_t>(Firing::kMaxRecords));
  }
  for (const RecordPool::Slot slot : newest) records_.use(slot);
  for (const RecordPool::Slot slot : nodes_[chain].chain.last) records_.use(slot);
}

void ChainPool::release(Ref chain) {
  if (--nodes_[chain].uses > 0) return;
  for (const RecordPool::Slot slot : nodes_[chain].chain.newest) records_.release(slot);
  for (const RecordPool::Slot slot : nodes_[chain].chain.last) records_.release(slot);
  free_.push_back(chain);
}

}  // namespace spoor
