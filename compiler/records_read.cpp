#include "compiler/records_read.h"

#include <vector>

#include "compiler/children.h"

namespace spoor {

RecordsRead records_read(const ClosedTree& tree, NodeId value) {
  RecordsRead read;
  std::vector<NodeId> open = {value};
  while (!open.empty()) {
    const NodeId id = open.back();
    open.pop_back();
    const auto* field = tree.get_if<closed::Field>(id);
    if (field != nullptr && field->step) read.steps.insert(field->step->index);
    if (field != nullptr && !field->step && !field->variable) read.has_own = true;
    for_each_child(tree[id].node, [&open](NodeId child) { open.push_back(child); });
  }
  return read;
}

}  // namespace spoor
