#include "runtime/scan/ordered_run.h"

namespace spoor {

// What rules remember takes half of the memory if there are any, what `dedup` has to judge half of what is left.
OrderedRun::OrderedRun(Workload& workload)
    : workload_(workload),
      has_to_judge_(has_to_judge(workload.request())),
      memory_(workload.request().memory / (workload.plan().has_memory() ? 2 : 1) / (has_to_judge_ ? 2 : 1)),
      sorted_(workload.request(), memory_) {
  if (workload.plan().has_memory()) remembered_.emplace(workload, workload.request().memory / 2);
}

std::function<bool(std::string_view tuple)> OrderedRun::take_tuple() {
  if (!remembered_) return {};
  return [this](std::string_view tuple) { return remembered_->add(tuple); };
}

void OrderedRun::finish(Outlet& outlet) {
  if (remembered_ && !workload_.has_failed()) {
    const auto done = remembered_->finish([&](const Finding& finding) { return sorted_.add(finding); });
    if (!done) workload_.fail(done.error());
  }
  if (workload_.has_failed()) return;
  Dedup dedup(workload_.request().prepared->program(), memory_);
  const auto done = put_sorted(workload_, sorted_, has_to_judge_ ? &dedup : nullptr, outlet);
  if (!done) workload_.fail(done.error());
}

}  // namespace spoor
