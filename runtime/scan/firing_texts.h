#pragma once

#include <functional>

#include "runtime/scan/workload.h"
#include "runtime/sort/spill_sorter.h"
#include "runtime/state/correlator.h"

namespace spoor {

// Firings that wait for what findings say of their records, which the tuples of rules that stand alone do not carry:
// few of them ever fire. The logs are read once more, as far as such records stand in them.
class FiringTexts {
 public:
  // The workload outlives it.
  FiringTexts(Workload& workload, std::size_t budget);

  using Done = tl::expected<void, std::string>;  // the error is the disk's

  // REQUIRES: its rule stands alone, and tuples were made with TupleTexts::are_deferred.
  Done add(const Firing& firing);

  // Hands out each as a finding, in the order in which they were added. One whose record is gone, as its file changed
  // meanwhile, says nothing of it, and the report names the file.
  Done fill(const std::function<Done(const Finding&)>& take);

 private:
  bool says_of(const Firing& firing, std::size_t step) const;
  Done want(std::uint64_t firing, std::uint32_t slot, std::string_view tuple);
  Done read_logs();
  Done complete(const std::function<Done(const Finding&)>& take);

  Workload& workload_;
  std::uint64_t count_ = 0;
  SpillSorter wanted_;   // by place
  SpillSorter firings_;  // by number
  SpillSorter texts_;    // tuples with their texts, by number and slot of the firing
};

}  // namespace spoor
