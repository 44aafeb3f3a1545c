#pragma once

#include "runtime/match/costs.h"
#include "runtime/scan/scan.h"

namespace spoor {

struct Profile {
  Report report;  // without findings
  Costs costs;
  double reading_time = 0;  // nanoseconds, of all threads: opening, inflating, finding records, waiting for the disk
};

// Every rule on every record, one file a worker, for what it costs; findings are not made. Files are read a second time
// for what rules with memory keep. Counts do not depend on the number of threads. REQUIRES: the search is indexed.
Profile profile(const ScanRequest& request, Progress& progress);

}  // namespace spoor
