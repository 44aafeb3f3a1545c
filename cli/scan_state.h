#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/options.h"
#include "runtime/scan/resumed_scan.h"

namespace spoor {

// What `scan --state` does beside a scan.
class ScanState {
 public:
  // Opens the folder and takes from the request what earlier runs have read. Says what starts afresh and what is read
  // anew. Null, and said why, if the folder cannot be used. The request's Program outlives it.
  static std::unique_ptr<ScanState> open(const StateOptions& options, const ScreenOptions& screen,
                                         ScanRequest& request);

  // Of all runs, as Place::file counts them. Valid as long as this is.
  const LogNames& log_names() { return folder_->state().names; }

  Report scan(const ScanRequest& request, Progress& progress, const std::function<bool(const Finding&)>& take);

  bool is_first_run() const { return folder_->is_first_run(); }

  // When all findings are written: leaves what the next run needs. False, and said why, if it cannot.
  bool commit();

 private:
  ScanState(std::unique_ptr<StateFolder> folder, ResumeOptions options);

  std::unique_ptr<StateFolder> folder_;
  ResumeOptions options_;
};

}  // namespace spoor
