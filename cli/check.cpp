#include <fmt/format.h>
#include <unistd.h>

#include <memory>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/render/diagnostics.h"
#include "cli/render/output.h"
#include "cli/render/quantities.h"
#include "cli/rule_files.h"
#include "cli/rule_selection.h"
#include "cli/terminal.h"
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
  auto files = read_rule_files(options.paths);
  if (!files) {
    print_error(files.error());
    return kUnusable;
  }
  const std::vector<std::string> names = names_of(*files);
  const RuleSource source(*files, options.pack_path);
  const Compiled compiled = compile({std::move(*files), {}}, source);
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
    const std::string rules = is_broken ? "" : ", " + plural(count_shown(compiled.program), "rule");
    say(fmt::format("{}{}: {}\n", plural(names.size(), "file"), rules, counts.empty() ? "no errors" : counts));
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
