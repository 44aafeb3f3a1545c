#pragma once

#include <functional>

#include "runtime/scan/finding_bytes.h"
#include "runtime/scan/scan.h"
#include "runtime/sort/spill_sorter.h"

namespace spoor {

// Findings that wait for the texts of their records: those of rules with memory, whose tuples do not carry them. The
// logs are read once more for them, as far as findings stand in them.
class EventTexts {
 public:
  // The request outlives it.
  EventTexts(const ScanRequest& request, std::size_t budget);

  // The error is the disk's, as for the next.
  tl::expected<void, std::string> add(const Finding& finding);

  // Hands out each finding with its record's text, in the order of files and records. One whose record is gone, as its
  // file changed meanwhile, keeps none; `lost` is told, for each such file once.
  tl::expected<void, std::string> fill(const std::function<tl::expected<void, std::string>(const Finding&)>& take,
                                       const std::function<void(std::uint32_t file)>& lost);

 private:
  const ScanRequest& request_;
  FindingBytes form_;
  SpillSorter waiting_;  // by place
};

}  // namespace spoor
