#include <memory>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/finding_run.h"
#include "cli/run.h"
#include "cli/scan_rules.h"
#include "cli/scan_state.h"
#include "cli/terminal.h"

namespace spoor {

namespace {

struct ScanOptions {
  ScreenOptions screen;
  LogOptions logs;
  RuleOptions rules;
  FindingOptions findings;
  bool is_unordered = false;
  StateOptions state;
};

int run_scan(const ScanOptions& options) {
  if (options.is_unordered && !options.state.folder.empty()) {
    print_error("--unordered prints findings before it is known which are final; leave it out with --state");
    return kUnusable;
  }
  if (options.is_unordered && (options.logs.from.starts_with('-') || options.logs.to.starts_with('-'))) {
    print_error(
        "--unordered prints at once, but a --from or --to like -24h waits for the newest record; leave one out");
    return kUnusable;
  }
  const auto prepared = prepare_rules(options.logs, options.rules, options.screen);
  if (!prepared) return kUnusable;
  const Mask mask(aws_sensitive_table());
  ScanRequest request;
  if (!prepare_request(options.logs, prepared, mask, request)) return kUnusable;
  if (!choose_rules(options.rules, request)) return kUnusable;
  set_finding_options(options.findings, request);
  request.is_unordered = options.is_unordered;
  const auto print = [&](const FindingRun& run) {
    return print_findings(options.logs, options.findings, options.screen, request, run);
  };
  if (options.state.folder.empty()) {
    const LogNames names = log_names(request);
    return print({names, [&](Progress& progress, const Outlet::Take& take) { return scan(request, progress, take); }});
  }
  const auto state = ScanState::open(options.state, options.screen, request);
  if (state == nullptr) return kUnusable;
  return print({state->log_names(),
                [&](Progress& progress, const Outlet::Take& take) { return state->scan(request, progress, take); },
                [&] { return state->commit(); }, !state->is_first_run()});
}

}  // namespace

void add_scan_command(CLI::App& app, int& code) {
  auto options = std::make_shared<ScanOptions>();
  CLI::App* command = app.add_subcommand("scan", "every rule on every record of the logs");
  command->footer(
      "examples:\n"
      "  spoor scan rules/samples/trail\n"
      "  spoor scan --severity high --format ndjson rules/samples/trail\n\n"
      "with --state a run reads what is new since the last one. Findings that records may still change wait for the "
      "next\n"
      "run: records come up to --lateness after the newest one. --close ends all waiting. See spec/resume.md.\n\n"
      "exit codes: 0 done, 1 a finding of --fail-on's level, 2 usage or rules, 3 some input could not be read");
  add_log_options(*command, options->logs);
  add_rule_options(*command, options->rules);
  add_screen_options(*command, options->screen);
  add_finding_options(*command, options->logs, options->findings);
  command->add_flag("--unordered", options->is_unordered, "findings as they come, instead of by time");
  add_state_options(*command, options->state);
  command->callback([options, &code] { code = run_scan(*options); });
}

}  // namespace spoor
