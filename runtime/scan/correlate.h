#pragma once

#include "runtime/scan/outlet.h"
#include "runtime/scan/tuple_files.h"

namespace spoor {

// What correlate() needs of a request: the logs of which the files tell, and how they tell of them.
void take_from(const TupleFiles& files, ScanRequest& request);

// The second half of a scan: the findings that one over all logs would have made, in their order, which `take` gets one
// call at a time; false from it ends the run. Of a record that stands in several files, or twice in one, one counts. A
// file that is damaged, or was changed since it was opened, fails the run. REQUIRES: take_from(files, request).
Report correlate(const ScanRequest& request, const TupleFiles& files, Progress& progress, const Outlet::Take& take);

}  // namespace spoor
