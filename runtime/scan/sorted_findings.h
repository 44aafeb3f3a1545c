#pragma once

#include <functional>
#include <string>

#include "runtime/scan/dedup.h"
#include "runtime/scan/finding_bytes.h"
#include "runtime/scan/outlet.h"
#include "runtime/scan/workload.h"
#include "runtime/sort/spill_sorter.h"

namespace spoor {

// Findings in their order: sorted, and of doubles one.
class SortedFindings {
 public:
  // The request outlives it.
  SortedFindings(const ScanRequest& request, std::size_t memory);

  // Bytes that are to be sorted.
  void append(const Finding& finding, std::string& bytes) const { form_.append(finding, bytes); }
  SpillSorter& sorter() { return sorter_; }
  tl::expected<void, std::string> add(const Finding& finding);

  // Calls visit(finding) for each, until it returns false. May be called again. The error is the disk's.
  tl::expected<void, std::string> for_each(const std::function<bool(Finding&)>& visit,
                                           const std::function<void(const Finding&)>& count_double);

 private:
  const ScanRequest& request_;
  FindingBytes form_;
  SpillSorter sorter_;
};

bool has_dedup(const Program& program, Index rule);

// Whether there are rules with `dedup` among those that are shown.
bool has_to_judge(const ScanRequest& request);

// Hands out all that was sorted and stands in the window. What is before it has been sorted for `dedup` alone; what is
// behind it does not count in what is shown. `dedup`: none if nothing has to be judged.
tl::expected<void, std::string> put_sorted(Workload& workload, SortedFindings& sorted, Dedup* dedup, Outlet& outlet);

}  // namespace spoor
