#include <fmt/format.h>
#include <unistd.h>

#include <memory>
#include <set>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/render/diagnostics.h"
#include "cli/render/output.h"
#include "cli/render/quantities.h"
#include "cli/rule_files.h"
#include "cli/rule_selection.h"
#include "cli/terminal.h"
#include "cli/workbench/source_text.h"
#include "compiler/compile.h"

namespace spoor {

namespace {

struct CheckOptions {
  ScreenOptions screen;
  std::vector<std::string> paths;
  std::vector<std::string> pack_path;
  std::string format = "text";
};

int run_check(const CheckOptions& options) {
  const auto files = read_with_companions(options.paths);
  if (!files) {
    print_error(files.error());
    return kUnusable;
  }
  const std::vector<std::string> names = names_of(files->given), others = names_of(files->companions);
  const RuleSource source(files->all(), options.pack_path);
  Compiled compiled = compile({files->all(), {}}, source);
  const std::set<SourceId> own_files = sources_named({names.begin(), names.end()}, compiled.sources);
  const bool has_program = !has_error(compiled.diagnostics);
  const std::size_t errors_elsewhere =
      drop_findings_of(sources_named({others.begin(), others.end()}, compiled.sources), compiled.diagnostics);
  auto output = Output::open("");
  output->write(render_diagnostics({.diagnostics = compiled.diagnostics,
                                    .sources = compiled.sources,
                                    .files = names,
                                    .color = wants_color(options.screen.color, STDOUT_FILENO)},
                                   options.format));
  if (const auto written = output->finish(); !written) {
    print_error(written.error());
    return kUnusable;
  }
  const bool is_broken = has_error(compiled.diagnostics);
  if (!options.screen.is_quiet && !output->is_abandoned()) {
    const std::string counts = count_text(compiled.diagnostics);
    const Program& program = compiled.program;
    const std::size_t rules =
        others.empty() ? count_shown(program)
                       : rules_of_files(program, shown_names(program, {}), compiled.rule_places, own_files).size();
    say(fmt::format("{}{}: {}{}\n", plural(names.size(), "file"), has_program ? ", " + plural(rules, "rule") : "",
                    counts.empty() ? "no errors" : counts,
                    errors_elsewhere == 0
                        ? ""
                        : fmt::format("; {} in other files of the pack", plural(errors_elsewhere, "error"))));
  }
  return is_broken ? kUnusable : kDone;
}

}  // namespace

void add_check_command(CLI::App& app, int& code) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = app.add_subcommand("check", "whether rules are sound");
  command->footer(
      "examples:\n"
      "  spoor check rules/aws\n"
      "  spoor check --format json rules/aws\n\n"
      "exit codes: 0 sound, 2 rules that do not compile");
  command->add_option("PATH", options->paths, "rule files or folders, or builtin")->required()->type_name("");
  add_diagnostic_format(*command, options->format);
  add_pack_path(*command, options->pack_path);
  add_screen_options(*command, options->screen);
  command->callback([options, &code] { code = run_check(*options); });
}

}  // namespace spoor
