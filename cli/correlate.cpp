#include "runtime/scan/correlate.h"

#include <memory>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/finding_run.h"
#include "cli/run.h"
#include "cli/scan_rules.h"
#include "cli/terminal.h"

namespace spoor {

namespace {

struct CorrelateOptions {
  ScreenOptions screen;
  LogOptions logs;  // paths: files of tuples
  RuleOptions rules;
  FindingOptions findings;
};

int run_correlate(const CorrelateOptions& options) {
  const auto prepared = prepare_rules(options.logs, options.rules, options.screen);
  if (!prepared) return kUnusable;
  const Mask mask(aws_sensitive_table());
  ScanRequest request;
  if (!prepare_run(options.logs, prepared, mask, request)) return kUnusable;
  if (!choose_rules(options.rules, request)) return kUnusable;
  set_finding_options(options.findings, request);
  const auto files = TupleFiles::open(options.logs.paths, prepared->program(), !options.logs.unmask);
  if (!files) {
    print_error(files.error());
    return kUnusable;
  }
  take_from(*files, request);
  const LogNames names = log_names(request);
  const auto run = [&](Progress& progress, const Outlet::Take& take) {
    return correlate(request, *files, progress, take);
  };
  return print_findings(options.logs, options.findings, options.screen, request, {names, run});
}

}  // namespace

void add_correlate_command(CLI::App& app, int& code) {
  auto options = std::make_shared<CorrelateOptions>();
  CLI::App* command = app.add_subcommand("correlate", "the second half of a scan: findings from the files of match");
  command->footer(
      "examples:\n"
      "  spoor match rules/samples/trail -o trail.tuples && spoor correlate trail.tuples\n"
      "  spoor match rules/samples/trail -o trail.tuples && spoor correlate --format csv trail.tuples trail.tuples\n\n"
      "exit codes: 0 done, 1 a finding of --fail-on's level, 2 usage, rules or files, 3 some log could not be read");
  command->add_option("FILE", options->logs.paths, "files that match wrote, by the same rules")
      ->required()
      ->type_name("");
  add_run_options(*command, options->logs);
  add_window_options(*command, options->logs);
  add_rule_options(*command, options->rules);
  add_screen_options(*command, options->screen);
  add_finding_options(*command, options->logs, options->findings);
  command->callback([options, &code] { code = run_correlate(*options); });
}

}  // namespace spoor
