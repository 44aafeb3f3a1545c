#include <algorithm>
#include <memory>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/render/quantities.h"
#include "cli/report/pack_page.h"
#include "cli/rule_files.h"
#include "cli/rule_selection.h"
#include "cli/run.h"
#include "cli/terminal.h"
#include "cli/write_file.h"

namespace spoor {

namespace {

struct DocsOptions {
  ScreenOptions screen;
  std::vector<std::string> paths;
  RuleOptions rules;
  std::string format = "markdown";
  std::string output_file;
};

std::string written(const PackPage& page, std::string_view format) {
  if (format == "html") return html_page(page);
  if (format == "navigator") return navigator_layer(page);
  return markdown_page(page);
}

int run_docs(const DocsOptions& options) {
  auto files = read_rule_files(options.paths);
  if (!files) {
    print_error(files.error());
    return kUnusable;
  }
  const RuleSource source(*files, options.rules.pack_path);
  const Inspected inspected = inspect({.files = std::move(*files),
                                       .outputs = {},
                                       .definitions = read_definitions(options.rules.definitions),
                                       .may_lack_databases = true},
                                      source);
  if (!is_sound(inspected.compiled, options.screen, "nothing was written")) return kUnusable;
  const std::vector<bool> chosen = shown_rules(inspected.compiled.program, options.rules);
  if (std::none_of(chosen.begin(), chosen.end(), [](bool is_chosen) { return is_chosen; })) {
    print_error(chosen.empty() ? "the files hold no rule" : kNoRuleLeft);
    return kUnusable;
  }
  const PackPage page = make_pack_page(inspected, chosen);
  if (!write_file(options.output_file, written(page, options.format))) return kUnusable;
  if (!options.screen.is_quiet && !options.output_file.empty()) say(plural(page.rule_count(), "rule") + "\n");
  return kDone;
}

}  // namespace

void add_docs_command(CLI::App& app, int& code) {
  auto options = std::make_shared<DocsOptions>();
  CLI::App* command = app.add_subcommand("docs", "a pack as a page, or as a layer of ATT&CK Navigator");
  command->footer(
      "examples:\n"
      "  spoor docs rules/aws --format html -o aws.html\n"
      "  spoor docs builtin --format navigator -o layer.json\n\n"
      "exit codes: 0 done, 2 rules that do not compile, or no rule");
  command->add_option("PATH", options->paths, "rule files or folders, or builtin")->required()->type_name("");
  command->add_option("--format", options->format, "markdown (default), html or navigator")
      ->type_name("FORMAT")
      ->check(one_of({"markdown", "html", "navigator"}));
  command->add_option("-o,--output", options->output_file, "write to FILE instead of standard output")
      ->type_name("FILE");
  add_selection_options(*command, options->rules);
  add_screen_options(*command, options->screen);
  command->callback([options, &code] { code = run_docs(*options); });
}

}  // namespace spoor
