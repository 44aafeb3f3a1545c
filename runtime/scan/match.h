#pragma once

#include "runtime/scan/scan.h"
#include "runtime/state/item_file.h"

namespace spoor {

// The first half of a scan: reads the logs and writes what the second half, correlate(), makes findings of: tuples of
// rules with memory, findings of the others. The request's window and limits are of the second half. The writer is
// finished only if all was read that there is: not when the run was stopped, or ended by a bad record as `is_strict`
// asks.
Report match(const ScanRequest& request, Progress& progress, ItemFileWriter& writer);

}  // namespace spoor
