#include <fmt/format.h>
#include <unistd.h>

#include <memory>

#include "cli/check_files.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/render/diagnostics.h"
#include "cli/render/output.h"
#include "cli/render/quantities.h"
#include "cli/rule_files.h"
#include "cli/terminal.h"

namespace spoor {

namespace {

struct CheckOptions {
  ScreenOptions screen;
  std::vector<std::string> paths;
  std::vector<std::string> pack_path;
  std::string format = "text";
};

tl::expected<CheckedFiles, std::string> check(const CheckOptions& options, std::vector<std::string>& names) {
  const auto files = read_with_related(options.paths);
  if (!files) return tl::unexpected(files.error());
  names = names_of(files->given);
  return check_files(*files, options.pack_path);
}

int run_check(const CheckOptions& options) {
  std::vector<std::string> names;
  const auto checked = check(options, names);
  if (!checked) {
    print_error(checked.error());
    return kUnusable;
  }
  auto output = Output::open("");
  output->write(render_diagnostics({.diagnostics = checked->findings,
                                    .sources = checked->sources,
                                    .files = names,
                                    .color = wants_color(options.screen.color, STDOUT_FILENO)},
                                   options.format));
  if (const auto written = output->finish(); !written) {
    print_error(written.error());
    return kUnusable;
  }
  if (!options.screen.is_quiet && !output->is_abandoned()) {
    const std::string counts = count_text(checked->findings);
    const std::size_t others = checked->errors_in_related;
    say(fmt::format("{}{}: {}{}\n", plural(names.size(), "file"),
                    checked->rules ? ", " + plural(*checked->rules, "rule") : "", counts.empty() ? "no errors" : counts,
                    others == 0 ? "" : fmt::format("; {} in related files of the pack", plural(others, "error"))));
  }
  return has_error(checked->findings) ? kUnusable : kDone;
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
