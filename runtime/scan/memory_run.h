#pragma once

#include <functional>

#include "runtime/scan/correlation.h"
#include "runtime/scan/firing_texts.h"
#include "runtime/scan/workload.h"

namespace spoor {

// The part of a run that rules with memory take: tuples while logs are read, findings when all are.
class MemoryRun {
 public:
  // The workload outlives it.
  MemoryRun(Workload& workload, std::size_t budget);

  // What workers make of records. False, and the workload failed, if the disk refuses it.
  bool add(std::string_view tuple);

  using Take = std::function<tl::expected<void, std::string>(const Finding&)>;
  // Calls take(finding) for every finding of these rules, one at a time, in no order. REQUIRES: the workers are done.
  tl::expected<void, std::string> finish(const Take& take);

 private:
  Workload& workload_;
  std::size_t budget_;
  Correlation correlation_;
};

}  // namespace spoor
