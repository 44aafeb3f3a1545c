#pragma once

#include <functional>
#include <optional>
#include <string>

#include "cli/options.h"
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

// Opens the output, runs, prints what `run` hands out, and says what it did. `names`: of logs, by Place::file. `commit`
// is called when all is written and nothing was interrupted; false from it, which says why, is a failure. Returns the
// exit code.
using FindingRun = std::function<Report(Progress& progress, const Outlet::Take& take)>;
int print_findings(const LogOptions& logs, const FindingOptions& options, const ScreenOptions& screen,
                   ScanRequest& request, const std::vector<std::string>& names, const FindingRun& run,
                   const std::function<bool()>& commit = {});

}  // namespace spoor
