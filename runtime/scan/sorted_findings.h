#pragma once

#include <functional>
#include <optional>
#include <string>

#include "runtime/scan/finding_bytes.h"
#include "runtime/scan/scan.h"
#include "runtime/sort/spill_sorter.h"

namespace spoor {

// Findings in their order, and of doubles one.
class SortedFindings {
 public:
  // The request outlives it.
  SortedFindings(const ScanRequest& request, std::size_t memory);

  // Bytes that are to be sorted. Any thread may call it.
  void append(const Finding& finding, std::string& bytes) const { form_.append(finding, bytes); }
  SpillSorter& sorter() { return sorter_; }
  // The error is the disk's, as for the next.
  tl::expected<void, std::string> add(const Finding& finding);

  // Calls visit(finding) for each, until it returns false, and count_double(finding) for doubles of the one before. May
  // be called again.
  tl::expected<void, std::string> for_each(const std::function<bool(Finding&)>& visit,
                                           const std::function<void(const Finding&)>& count_double);

 private:
  const ScanRequest& request_;
  FindingBytes form_;
  SpillSorter sorter_;
};

}  // namespace spoor
