#pragma once

#include "runtime/scan/scan.h"
#include "runtime/scan/state_folder.h"

namespace spoor {

struct ResumeOptions {
  Time lateness = Time{15} * 60 * 1'000'000'000;  // records come at most so much after the newest one
  bool closes = false;                            // nothing more comes: all that is open is ended
};

// The files of the request that the folder's runs have read leave it, and the request is told what they have left.
// Names of files that no longer begin as they did, which are read anew.
std::vector<std::string> resume(StateFolder& folder, ScanRequest& request);

// scan() of what is new. Findings of rules without memory come at once; those of rules with memory or `dedup` when no
// record can change them any more. All else is kept, by StateFolder::commit(). REQUIRES: resume() of this folder.
Report scan_resumed(const ScanRequest& request, const ResumeOptions& options, StateFolder& folder, Progress& progress,
                    const std::function<bool(const Finding&)>& take);

}  // namespace spoor
