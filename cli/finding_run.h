#pragma once

#include <functional>
#include <optional>
#include <string>

#include "cli/options.h"
#include "runtime/scan/log_names.h"
#include "runtime/scan/outlet.h"

namespace spoor {

// What scan and correlate share: findings that are printed, and what they mean for the exit code.

struct FindingOptions {
  std::optional<std::uint64_t> limit_per_rule;
  bool keeps_doubles = false;
  bool leaves_out_event = false;
  std::string fail_on;
};

void add_finding_options(CLI::App& app, LogOptions& logs, FindingOptions& options);

// `--no-dedup` and limits.
void set_finding_options(const FindingOptions& options, ScanRequest& request);

// Fills the rules that are shown. Says so, and returns false, if there is none.
bool choose_rules(const RuleOptions& options, ScanRequest& request);

// What is different from one such run to the other.
struct FindingRun {
  const LogNames& names;
  std::function<Report(Progress& progress, const Outlet::Take& take)> run;
  // Called when all is written and nothing was interrupted; false, which says why, is a failure.
  std::function<bool()> commit = {};
  bool may_lack_logs = false;  // earlier runs have read some
};

// Opens the output, runs, prints what `run` hands out, and says what it did. Returns the exit code.
int print_findings(const LogOptions& logs, const FindingOptions& options, const ScreenOptions& screen,
                   ScanRequest& request, const FindingRun& run);

}  // namespace spoor
