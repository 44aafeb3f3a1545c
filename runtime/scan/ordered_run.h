#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "runtime/scan/memory_run.h"
#include "runtime/scan/sorted_findings.h"

namespace spoor {

// All findings of a run, and the tuples from which more are made, until they are handed out in their order. The
// request's memory is what all of it takes.
class OrderedRun {
 public:
  // The workload outlives it.
  explicit OrderedRun(Workload& workload);

  SortedFindings& findings() { return sorted_; }

  // Takes what records are to rules with memory, from any thread; empty if there are none.
  std::function<bool(std::string_view tuple)> take_tuple();

  // REQUIRES: all was added. What the disk refuses fails the workload.
  void finish(Outlet& outlet);

 private:
  Workload& workload_;
  bool has_to_judge_;
  std::optional<MemoryRun> remembered_;
  std::size_t memory_;
  SortedFindings sorted_;
};

}  // namespace spoor
