#include <fmt/format.h>
#include <fnmatch.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/progress_line.h"
#include "cli/render/finding_writer.h"
#include "cli/report_text.h"
#include "cli/rule_files.h"
#include "cli/run.h"

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
  std::string fail_on;
};

bool has_tag(const Program& program, const RuleRow& rule, const std::vector<std::string>& tags) {
  const auto first = program.metas.begin() + rule.first_meta;
  return std::any_of(first, first + rule.meta_count, [&](const MetaRow& meta) {
    return meta.key == static_cast<std::uint32_t>(MetaKey::tags) &&
           std::find(tags.begin(), tags.end(), program.string(meta.value)) != tags.end();
  });
}

std::vector<bool> shown_rules(const Program& program, const RuleOptions& options) {
  std::vector<bool> shown;
  const Level least = find_level(options.severity).value_or(Level::info);
  for (Index i = 0; i < program.rules.size(); ++i) {
    const std::string name(program.rule_name(i));
    const auto matches = [&](const std::string& glob) { return fnmatch(glob.c_str(), name.c_str(), 0) == 0; };
    const bool is_chosen = (options.only.empty() || std::any_of(options.only.begin(), options.only.end(), matches)) &&
                           std::none_of(options.skip.begin(), options.skip.end(), matches);
    shown.push_back(is_chosen && program.rules[i].level >= static_cast<std::uint32_t>(least) &&
                    (options.tags.empty() || has_tag(program, program.rules[i], options.tags)));
  }
  return shown;
}

RenderContext render_context(const ScanOptions& options, const Program& program, const std::vector<std::string>& files,
                             const Mask* mask, int descriptor) {
  RenderContext context;
  context.program = &program;
  context.files = &files;
  context.mask = mask;
  context.shows_event = !options.leaves_out_event;
  context.color = wants_color(options.screen, descriptor);
  context.width = terminal_width(descriptor).value_or(0);
  for (const OutputRow& output : program.outputs) {
    if (output.role == OutputRole::column) context.column_names.emplace_back(program.string(output.name));
  }
  return context;
}

bool fails(const Report& report, const std::string& fail_on) {
  const auto least = find_level(fail_on);
  if (!least) return false;
  const auto first = report.findings_by_level.begin() + static_cast<std::ptrdiff_t>(*least);
  return std::any_of(first, report.findings_by_level.end(), [](std::uint64_t count) { return count > 0; });
}

int run_scan(const ScanOptions& options) {
  auto files = read_rule_files(options.rules.rules.empty() ? std::vector<std::string>{"builtin"} : options.rules.rules);
  if (!files) {
    print_error(files.error());
    return kUnusable;
  }
  const RuleSource source(*files);
  auto prepared =
      prepare(compile({std::move(*files), column_requests(options.logs.columns, true)}, source), options.screen);
  if (!prepared) return kUnusable;
  ScanRequest request;
  if (!prepare_request(options.logs, prepared, request)) return kUnusable;
  request.shown_rules = shown_rules(prepared->program(), options.rules);
  if (std::none_of(request.shown_rules.begin(), request.shown_rules.end(), [](bool shown) { return shown; })) {
    print_error("no rule is left by --only, --skip, --severity and --tag");
    return kUnusable;
  }
  request.keeps_doubles = options.keeps_doubles;
  request.is_unordered = options.is_unordered;
  request.limit_per_rule = options.limit_per_rule;

  auto output = Output::open(options.logs.output_file);
  if (!output) {
    print_error(output.error());
    return kUnusable;
  }
  std::vector<std::string> names;
  for (const WalkedFile& file : request.logs.files) names.push_back(file.input.name);
  const Mask mask(builtin_sensitive_table());
  const bool is_terminal = isatty(output->descriptor()) == 1;
  const std::string format = options.logs.format.empty() ? (is_terminal ? "table" : "ndjson") : options.logs.format;
  const auto writer = make_finding_writer(
      format,
      render_context(options, prepared->program(), names, options.logs.unmask ? nullptr : &mask, output->descriptor()),
      *output);

  Progress progress;
  stop_on_interrupt(progress);
  Report report;
  {
    const ProgressLine line(progress, !options.screen.is_quiet);
    report = scan(request, progress, [&](const Finding& finding) { writer->put(finding); });
  }
  writer->finish();
  const auto written = output->finish();
  if (!written) print_error(written.error());
  if (!options.screen.is_quiet) fmt::print(stderr, "{}", report_text(report, true, options.screen.is_verbose));
  if (!write_report(options.logs.report_file, report) || !written) return kUnusable;
  if (report.interrupted) return kInterrupted;
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
      "exit codes: 0 done, 1 a finding of --fail-on's level, 2 usage or rules, 3 some input could not be read");
  add_log_options(*command, options->logs);
  add_rule_options(*command, options->rules);
  add_screen_options(*command, options->screen);
  command->add_option("--format", options->logs.format, "table (terminal), ndjson (otherwise), json or csv")
      ->check(CLI::IsMember({"table", "ndjson", "json", "csv"}));
  command->add_option("--max-per-rule", options->limit_per_rule, "at most so many findings of a rule")->type_name("N");
  command->add_flag("--no-dedup", options->keeps_doubles, "records that were delivered twice count twice");
  command->add_flag("--unordered", options->is_unordered, "findings as they come instead of by time");
  command->add_flag("--no-event", options->leaves_out_event, "findings without their record");
  command->add_option("--fail-on", options->fail_on, "exit with 1 if there is a finding of at least LEVEL")
      ->type_name("LEVEL")
      ->check(CLI::IsMember({"info", "low", "medium", "high", "critical"}));
  command->callback([options, &code] { code = run_scan(*options); });
}

}  // namespace spoor
