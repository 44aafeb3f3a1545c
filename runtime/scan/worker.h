#pragma once

#include <functional>

#include "runtime/scan/workload.h"
#include "runtime/sort/spill_sorter.h"

namespace spoor {

// Starts the workers and waits for them. They call `found` for every finding, a file's in the order of its records, and
// `finished` behind each file; both may be called by several threads at once, but not for one file. `found` returns
// false to end its file.
struct WorkerCalls {
  std::function<bool(const Finding&)> found;
  std::function<void(std::uint32_t file)> finished;
};
void run_workers(Workload& workload, const WorkerCalls& calls);

// Runs the workers and keeps every finding in the sorter, as the bytes that `append` makes of it (called by several
// threads at once). What the disk refuses fails the workload.
void collect(Workload& workload, SpillSorter& sorter, const std::function<void(const Finding&, std::string&)>& append);

}  // namespace spoor
