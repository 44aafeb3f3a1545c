#pragma once

#include <cstdint>
#include <set>

#include "compiler/closed.h"

namespace spoor {

// Whose records a value of `emit` reads.
struct RecordsRead {
  std::set<std::uint32_t> steps;  // of its rule
  bool has_own = false;           // the record that fires
};
RecordsRead records_read(const ClosedTree& tree, NodeId value);

}  // namespace spoor
