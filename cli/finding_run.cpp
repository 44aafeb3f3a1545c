#include "cli/finding_run.h"

#include <unistd.h>

#include <algorithm>

#include "cli/exit_codes.h"
#include "cli/progress_line.h"
#include "cli/render/finding_writer.h"
#include "cli/report_text.h"
#include "cli/rule_selection.h"
#include "cli/run.h"
#include "cli/terminal.h"
#include "lang/clause.h"

namespace spoor {

namespace {

// Findings that a limit left out were found all the same.
bool fails(const Report& report, const std::string& fail_on) {
  const auto least = find_level(fail_on);
  if (!least) return false;
  for (auto level = static_cast<std::size_t>(*least); level < report.findings_by_level.size(); ++level) {
    if (report.findings_by_level[level] + report.left_out_by_level[level] > 0) return true;
  }
  return false;
}

}  // namespace

void add_finding_options(CLI::App& app, LogOptions& logs, FindingOptions& options) {
  app.add_option("--format", logs.format, "table (terminal), ndjson (otherwise), json or csv")
      ->type_name("FORMAT")
      ->check(one_of({"table", "ndjson", "json", "csv"}));
  add_count(app, "--max-per-rule", options.limit_per_rule, "at most so many findings of a rule");
  app.add_flag("--no-dedup", options.keeps_doubles, "records that were delivered twice count twice");
  app.add_flag("--no-event", options.leaves_out_event, "findings without their record");
  app.add_option("--fail-on", options.fail_on, "exit with 1 if there is a finding of at least LEVEL")
      ->type_name("LEVEL")
      ->check(severity_level());
}

void set_finding_options(const FindingOptions& options, ScanRequest& request) {
  request.keeps_doubles = options.keeps_doubles;
  request.limit_per_rule = options.limit_per_rule;
}

bool choose_rules(const RuleOptions& options, ScanRequest& request) {
  request.shown_rules = shown_rules(request.prepared->program(), options);
  const bool is_some =
      std::any_of(request.shown_rules.begin(), request.shown_rules.end(), [](bool shown) { return shown; });
  if (!is_some) print_error(kNoRuleLeft);
  return is_some;
}

int print_findings(const LogOptions& logs, const FindingOptions& options, const ScreenOptions& screen,
                   ScanRequest& request, const FindingRun& run) {
  auto output = Output::open(logs.output_file);
  if (!output) {
    print_error(output.error());
    return kUnusable;
  }
  const bool is_terminal = isatty(output->descriptor()) == 1;
  const std::string format = logs.format.empty() ? (is_terminal ? "table" : "ndjson") : logs.format;
  RenderContext context = render_context(request, screen, run.names, *output);
  context.shows_event = request.wants_events && !options.leaves_out_event;
  // They are the most of what findings take in memory.
  request.wants_events = context.shows_event && (format == "ndjson" || format == "json");
  const auto writer = make_finding_writer(format, std::move(context), *output);

  Progress progress;
  const int stop = stop_on_interrupt(progress);
  for (WalkedFile& file : request.logs.files) file.input.stop = stop;
  Report report;
  {
    const ProgressLine line(progress, !screen.is_quiet);
    report = run.run(progress, [&](const Finding& finding) { return writer->put(finding); });
  }
  if (has_failed(logs, report, run.may_lack_logs)) return kUnusable;
  writer->finish();
  if (!end_run(logs, screen, report, Wanted::findings, *output)) return kUnusable;
  if (report.interrupted) return kInterrupted;
  if (run.commit && !output->is_abandoned() && !run.commit()) return kUnusable;
  return fails(report, options.fail_on) ? kFound : input_code(report);
}

}  // namespace spoor
