#include <fmt/format.h>
#include <unistd.h>

#include <memory>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/progress_line.h"
#include "cli/render/finding_writer.h"
#include "cli/report_text.h"
#include "cli/rule_files.h"
#include "cli/run.h"
#include "cli/terminal.h"

namespace spoor {

namespace {

struct FindOptions {
  ScreenOptions screen;
  LogOptions logs;
  std::string condition;
  bool counts = false;
};

int run_find(const FindOptions& options) {
  const bool is_table = options.logs.format == "table" || options.logs.format == "csv";
  std::vector<OutputRequest> columns = column_requests(options.logs, false);
  if (is_table && columns.empty()) {
    columns = {{"event", "eventName"},
               {"source", "eventSource"},
               {"who", "actor"},
               {"from", "sourceIPAddress"},
               {"error", "errorCode"}};
  }
  auto prepared = prepare(
      compile_condition(options.condition, columns, RuleSource(), {options.logs.time_path, options.logs.id_path}),
      options.screen);
  if (!prepared) return kUnusable;
  const Mask mask(aws_sensitive_table());
  ScanRequest request;
  if (!prepare_request(options.logs, prepared, mask, request)) return kUnusable;
  auto output = Output::open(options.logs.output_file);
  if (!output) {
    print_error(output.error());
    return kUnusable;
  }
  const LogNames names = log_names(request);
  const auto writer = make_record_writer(options.logs.format.empty() ? "ndjson" : options.logs.format,
                                         render_context(request, options.screen, names, *output), *output);

  Progress progress;
  const int stop = stop_on_interrupt(progress);
  for (WalkedFile& file : request.logs.files) file.input.stop = stop;
  std::uint64_t found = 0;
  Report report;
  {
    const ProgressLine line(progress, !options.screen.is_quiet);
    report = find(request, progress, [&](const Finding& finding) {
      if (options.logs.limit && *options.logs.limit == 0) return false;
      ++found;
      const bool is_read = options.counts || writer->put(finding);
      return is_read && (!options.logs.limit || found < *options.logs.limit);
    });
  }
  if (has_failed(options.logs, report)) return kUnusable;
  report.findings = found;
  if (options.counts)
    output->write(fmt::format("{}\n", found));
  else
    writer->finish();
  if (!end_run(options.logs, options.screen, report, Wanted::records, *output)) return kUnusable;
  const int code = input_code(report);
  return code == kDone && found == 0 ? kFound : code;
}

}  // namespace

void add_find_command(CLI::App& app, int& code) {
  auto options = std::make_shared<FindOptions>();
  CLI::App* command = app.add_subcommand("find", "the records for which a condition holds");
  command->footer(
      "examples:\n"
      "  spoor find 'eventName == \"StopLogging\"' rules/samples/trail\n"
      "  spoor find -c 'denied and sourceIPAddress not in (10.0.0.0/8)' rules/samples/trail\n\n"
      "exit codes: 0 found, 1 nothing found, 2 usage or condition, 3 some input could not be read");
  command->add_option("EXPR", options->condition, "a condition; it may use the defs of the pack cloudtrail")
      ->required()
      ->type_name("");
  add_log_options(*command, options->logs);
  add_screen_options(*command, options->screen);
  command->add_option("--format", options->logs.format, "ndjson (default), json, csv or table")
      ->type_name("FORMAT")
      ->check(one_of({"table", "ndjson", "json", "csv"}));
  command->add_flag("-c,--count", options->counts, "only how many");
  command->callback([options, &code] { code = run_find(*options); });
}

}  // namespace spoor
