#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <memory>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/render/diagnostics.h"
#include "cli/render/output.h"
#include "cli/render/quantities.h"
#include "cli/rule_files.h"
#include "cli/terminal.h"
#include "cli/workbench/lint/lint_rules.h"

namespace spoor {

namespace {

struct LintOptions {
  ScreenOptions screen;
  std::vector<std::string> paths;
  std::vector<std::string> pack_path;
  std::string format = "text";
  bool is_strict = false;
};

int run_lint(const LintOptions& options) {
  auto files = read_rule_files(options.paths);
  if (!files) {
    print_error(files.error());
    return kUnusable;
  }
  const std::size_t file_count = files->size();
  const RuleSource source(*files, options.pack_path);
  LintSettings settings;
  settings.is_strict = options.is_strict;
  settings.today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const Linted linted =
      lint_rules({.files = std::move(*files), .outputs = {}, .may_lack_databases = true}, source, settings);
  auto output = Output::open("");
  output->write(render_diagnostics(linted.findings, linted.rules.compiled.sources, options.format,
                                   wants_color(options.screen.color, STDOUT_FILENO)));
  if (const auto written = output->finish(); !written) {
    print_error(written.error());
    return kUnusable;
  }
  if (!options.screen.is_quiet && !output->is_abandoned()) {
    const std::string counts = count_text(linted.findings);
    say(fmt::format("{}: {}\n", plural(file_count, "file"), counts.empty() ? "nothing found" : counts));
  }
  if (has_error(linted.rules.compiled.diagnostics)) return kUnusable;
  return std::any_of(linted.findings.begin(), linted.findings.end(),
                     [](const Diagnostic& finding) { return severity_of(finding) <= Severity::warning; })
             ? kFound
             : kDone;
}

}  // namespace

void add_lint_command(CLI::App& app, int& code) {
  auto options = std::make_shared<LintOptions>();
  CLI::App* command = app.add_subcommand("lint", "what is suspicious in rules");
  command->footer(
      "examples:\n"
      "  spoor lint rules/aws\n"
      "  spoor lint --strict --format json rules/aws\n\n"
      "exit codes: 0 nothing found, 1 something found, 2 rules that do not compile");
  command->add_option("PATH", options->paths, "rule files or folders, or builtin")->required()->type_name("");
  command->add_flag("--strict", options->is_strict, "every lint is a warning at least");
  command->add_option("--format", options->format, "text, json (one object a line) or github (annotations)")
      ->type_name("FORMAT")
      ->check(one_of({"text", "json", "github"}));
  add_pack_path(*command, options->pack_path);
  add_screen_options(*command, options->screen);
  command->callback([options, &code] { code = run_lint(*options); });
}

}  // namespace spoor
