#include "runtime/scan/match.h"

#include <fmt/format.h>

#include <memory>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/finding_run.h"
#include "cli/progress_line.h"
#include "cli/render/quantities.h"
#include "cli/run.h"
#include "cli/scan_rules.h"
#include "cli/terminal.h"

namespace spoor {

namespace {

struct MatchOptions {
  ScreenOptions screen;
  LogOptions logs;
  RuleOptions rules;
  bool leaves_out_event = false;
};

// The figures, and what was written.
bool end_match(const MatchOptions& options, const Report& report, const ItemFileWriter& writer, bool is_written) {
  if (!options.screen.is_quiet) {
    say(report_text(report, Wanted::figures, options.screen.is_verbose));
    say(is_written ? fmt::format("{}: {}, {}\n", options.logs.output_file, plural(writer.item_count(), "item"),
                                 bytes_text(writer.size()))
                   : fmt::format("{}: not written, as not all was read\n", options.logs.output_file));
  }
  return write_report(options.logs.report_file, report);
}

int run_match(const MatchOptions& options) {
  const auto prepared = prepare_rules(options.logs, options.rules, options.screen);
  if (!prepared) return kUnusable;
  const Mask mask(aws_sensitive_table());
  ScanRequest request;
  if (!prepare_request(options.logs, prepared, mask, request)) return kUnusable;
  if (!choose_rules(options.rules, request)) return kUnusable;
  request.wants_events = !options.leaves_out_event;
  request.keeps_state = true;
  request.keeps_texts = request.wants_events;
  const auto writer = ItemFileWriter::create(options.logs.output_file, ItemFileKind::tuples);
  if (!writer) {
    print_error(writer.error());
    return kUnusable;
  }
  Progress progress;
  const int stop = stop_on_interrupt(progress);
  for (WalkedFile& file : request.logs.files) file.input.stop = stop;
  Report report;
  {
    const ProgressLine line(progress, !options.screen.is_quiet);
    report = match(request, progress, **writer);
  }
  if (has_failed(options.logs, report)) return kUnusable;
  const bool is_cut = report.interrupted || (options.logs.is_strict && report.bad_count > 0);
  if (!end_match(options, report, **writer, !is_cut)) return kUnusable;
  return input_code(report);
}

}  // namespace

void add_match_command(CLI::App& app, int& code) {
  auto options = std::make_shared<MatchOptions>();
  CLI::App* command =
      app.add_subcommand("match", "the first half of a scan: what is in the logs, as a file for correlate");
  command->footer(
      "examples:\n"
      "  spoor match rules/samples/trail -o trail.tuples\n"
      "  spoor match --severity high -o high.tuples rules/samples/trail\n\n"
      "exit codes: 0 done, 2 usage or rules, 3 some input could not be read");
  add_reading_options(*command, options->logs);
  command->get_option("--output")->required()->description("the file to write, by custom NAME.tuples");
  command->add_flag("--unmask", options->logs.unmask, "what findings say has secrets as they stand");
  command->add_flag("--no-event", options->leaves_out_event,
                    "without the records of rules with memory: a smaller file");
  add_record_options(*command, options->logs);
  add_rule_options(*command, options->rules);
  add_screen_options(*command, options->screen);
  command->callback([options, &code] { code = run_match(*options); });
}

}  // namespace spoor
