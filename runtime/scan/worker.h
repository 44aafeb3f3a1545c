#pragma once

#include <functional>

#include "runtime/scan/workload.h"
#include "runtime/sort/spill_sorter.h"

namespace spoor {

// Starts the workers and waits for them. They call `found` for every finding, a file's in the order of its records, and
// `finished` behind each file; `tuple` for what records are to rules with memory. All may be called by several threads
// at once, but not for one file. `found` and `tuple` return false to end their file.
struct WorkerCalls {
  std::function<bool(const Finding&)> found;
  std::function<void(std::uint32_t file)> finished;
  std::function<bool(std::string_view tuple)> tuple = {};  // empty: rules with memory are not asked
};
void run_workers(Workload& workload, const WorkerCalls& calls);

// Runs the workers and keeps every finding in the sorter, as the bytes that `append` makes of it (called by several
// threads at once). What the disk refuses fails the workload.
void collect(Workload& workload, SpillSorter& sorter, const std::function<void(const Finding&, std::string&)>& append,
             const std::function<bool(std::string_view tuple)>& tuple = {});

}  // namespace spoor
