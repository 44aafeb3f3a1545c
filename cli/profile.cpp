#include "runtime/scan/profile.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/progress_line.h"
#include "cli/render/profile_report.h"
#include "cli/rule_selection.h"
#include "cli/run.h"
#include "cli/scan_rules.h"
#include "cli/terminal.h"

namespace spoor {

namespace {

struct ProfileOptions {
  ScreenOptions screen;
  LogOptions logs;
  RuleOptions rules;
  std::optional<std::uint64_t> most;
  bool leaves_out_times = false;
};

void write_profile(const ProfileOptions& options, const ProfileReport& report, Output& output) {
  const std::string& format = options.logs.format;
  if (format == "json" || format == "ndjson") return write_profile_json(report, format == "json", output);
  const Grid::Style style{.color = wants_color(options.screen.color, output.descriptor()),
                          .width = terminal_width(output.descriptor()).value_or(0),
                          .level_column = {}};
  write_profile_tables(report, style, output);
}

int run_profile(const ProfileOptions& options) {
  const auto prepared = prepare_rules(options.logs, options.rules, options.screen);
  if (!prepared) return kUnusable;
  const Mask mask(aws_sensitive_table());
  ScanRequest request;
  if (!prepare_request(options.logs, prepared, mask, request)) return kUnusable;
  const std::vector<bool> shown = shown_rules(prepared->program(), options.rules);
  if (std::none_of(shown.begin(), shown.end(), [](bool is_shown) { return is_shown; })) {
    print_error(kNoRuleLeft);
    return kUnusable;
  }
  auto output = Output::open(options.logs.output_file);
  if (!output) {
    print_error(output.error());
    return kUnusable;
  }
  Progress progress;
  const int stop = stop_on_interrupt(progress);
  for (WalkedFile& file : request.logs.files) file.input.stop = stop;
  Profile made;
  {
    const ProgressLine line(progress, !options.screen.is_quiet);
    made = profile(request, progress);
  }
  if (has_failed(options.logs, made.report)) return kUnusable;
  write_profile(options, {prepared->program(), made, shown, options.most.value_or(20), options.leaves_out_times},
                *output);
  if (!end_run(options.logs, options.screen, made.report, Wanted::figures, *output)) return kUnusable;
  return made.report.interrupted ? kInterrupted : input_code(made.report);
}

}  // namespace

void add_profile_command(CLI::App& app, int& code) {
  auto options = std::make_shared<ProfileOptions>();
  CLI::App* command = app.add_subcommand("profile", "what each rule costs on the records of logs");
  command->footer(
      "examples:\n"
      "  spoor profile rules/samples/trail\n"
      "  spoor profile --counts --top 5 --rules rules/aws rules/samples/trail\n\n"
      "exit codes: 0 done, 2 usage or rules, 3 some input could not be read");
  add_reading_options(*command, options->logs);
  add_rule_options(*command, options->rules);
  add_screen_options(*command, options->screen);
  command->add_option("--format", options->logs.format, "table (default), ndjson or json")
      ->type_name("FORMAT")
      ->check(one_of({"table", "ndjson", "json"}));
  add_count(*command, "--top", options->most, "lines of each table (default 20)");
  command->add_flag("--counts", options->leaves_out_times, "leave out the times, which differ from run to run");
  command->callback([options, &code] { code = run_profile(*options); });
}

}  // namespace spoor
