#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/progress_line.h"
#include "cli/render/finding_writer.h"
#include "cli/report_text.h"
#include "cli/rule_selection.h"
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
  std::optional<std::uint64_t> limit_per_rule;
  bool keeps_doubles = false;
  bool is_unordered = false;
  bool leaves_out_event = false;
  StateOptions state;
  std::string fail_on;
};

// Findings that a limit left out were found all the same.
bool fails(const Report& report, const std::string& fail_on) {
  const auto least = find_level(fail_on);
  if (!least) return false;
  for (auto level = static_cast<std::size_t>(*least); level < report.findings_by_level.size(); ++level) {
    if (report.findings_by_level[level] + report.left_out_by_level[level] > 0) return true;
  }
  return false;
}

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
  request.shown_rules = shown_rules(prepared->program(), options.rules);
  if (std::none_of(request.shown_rules.begin(), request.shown_rules.end(), [](bool shown) { return shown; })) {
    print_error(kNoRuleLeft);
    return kUnusable;
  }
  request.keeps_doubles = options.keeps_doubles;
  request.is_unordered = options.is_unordered;
  request.limit_per_rule = options.limit_per_rule;
  std::unique_ptr<ScanState> state;
  if (!options.state.folder.empty()) {
    state = ScanState::open(options.state, options.screen, request);
    if (state == nullptr) return kUnusable;
  }

  auto output = Output::open(options.logs.output_file);
  if (!output) {
    print_error(output.error());
    return kUnusable;
  }
  const std::vector<std::string> names = state != nullptr ? state->log_names() : log_names(request);
  const bool is_terminal = isatty(output->descriptor()) == 1;
  const std::string format = options.logs.format.empty() ? (is_terminal ? "table" : "ndjson") : options.logs.format;
  RenderContext context = render_context(request, options.screen, names, *output);
  context.shows_event = !options.leaves_out_event;
  // Of a rule with memory the log is read again for them.
  request.wants_events = context.shows_event && (format == "ndjson" || format == "json");
  const auto writer = make_finding_writer(format, std::move(context), *output);

  Progress progress;
  const int stop = stop_on_interrupt(progress);
  for (WalkedFile& file : request.logs.files) file.input.stop = stop;
  Report report;
  {
    const ProgressLine line(progress, !options.screen.is_quiet);
    const auto take = [&](const Finding& finding) { return writer->put(finding); };
    report = state != nullptr ? state->scan(request, progress, take) : scan(request, progress, take);
  }
  if (has_failed(options.logs, report)) return kUnusable;
  writer->finish();
  if (!end_run(options.logs, options.screen, report, Wanted::findings, *output)) return kUnusable;
  if (report.interrupted) return kInterrupted;
  if (state != nullptr && !output->is_abandoned() && !state->commit()) return kUnusable;
  return fails(report, options.fail_on) ? kFound : input_code(report);
}

}  // namespace

void add_scan_command(CLI::App& app, int& code) {
  auto options = std::make_shared<ScanOptions>();
  CLI::App* command = app.add_subcommand("scan", "every rule on every record of the logs");
  command->footer(
      "examples:\n"
      "  spoor scan rules/samples/trail\n"
      "  spoor scan --severity high --format ndjson rules/samples/trail\n\n"
      "with --state a run reads what is new, and findings that later records may still change wait for the next run.\n\n"
      "exit codes: 0 done, 1 a finding of --fail-on's level, 2 usage or rules, 3 some input could not be read");
  add_log_options(*command, options->logs);
  add_rule_options(*command, options->rules);
  add_screen_options(*command, options->screen);
  command->add_option("--format", options->logs.format, "table (terminal), ndjson (otherwise), json or csv")
      ->type_name("FORMAT")
      ->check(one_of({"table", "ndjson", "json", "csv"}));
  add_count(*command, "--max-per-rule", options->limit_per_rule, "at most so many findings of a rule");
  command->add_flag("--no-dedup", options->keeps_doubles, "records that were delivered twice count twice");
  command->add_flag("--unordered", options->is_unordered, "findings as they come, instead of by time");
  command->add_flag("--no-event", options->leaves_out_event, "findings without their record");
  add_state_options(*command, options->state);
  command->add_option("--fail-on", options->fail_on, "exit with 1 if there is a finding of at least LEVEL")
      ->type_name("LEVEL")
      ->check(severity_level());
  command->callback([options, &code] { code = run_scan(*options); });
}

}  // namespace spoor
