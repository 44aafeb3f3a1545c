#include "compiler/compile.h"

#include <fmt/format.h>

#include <memory>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/render/quantities.h"
#include "cli/rule_files.h"
#include "cli/rule_selection.h"
#include "cli/run.h"
#include "cli/terminal.h"
#include "cli/write_file.h"

namespace spoor {

namespace {

struct CompileOptions {
  ScreenOptions screen;
  RuleOptions rules;
  LogOptions logs;  // what is read from each record: columns, time and identity
};

int run_compile(const CompileOptions& options) {
  auto files = read_rule_files(options.rules.rules);
  if (!files) {
    print_error(files.error());
    return kUnusable;
  }
  const RuleSource source(*files, options.rules.pack_path);
  const Compiled compiled = compile({std::move(*files),
                                     column_requests(options.logs, true),
                                     read_definitions(options.rules.definitions),
                                     {options.logs.time_path, options.logs.id_path}},
                                    source);
  if (!is_sound(compiled, options.screen, "nothing was written")) return kUnusable;
  const std::string bytes = save(compiled.program);
  if (!write_file(options.logs.output_file, bytes)) return kUnusable;
  if (!options.screen.is_quiet) {
    say(fmt::format("{}: {}, {} bytes\n", options.logs.output_file, plural(count_shown(compiled.program), "rule"),
                    bytes.size()));
  }
  return kDone;
}

}  // namespace

void add_compile_command(CLI::App& app, int& code) {
  auto options = std::make_shared<CompileOptions>();
  CLI::App* command = app.add_subcommand("compile", "rules as one file, which scan loads without their sources");
  command->footer(
      "examples:\n"
      "  spoor compile builtin -o aws.spoorc\n"
      "  spoor compile --columns 'actor,eventName' -o aws.spoorc rules/aws\n\n"
      "exit codes: 0 done, 2 usage, or rules that do not compile");
  command->add_option("PATH", options->rules.rules, "rule files or folders, or builtin")->required()->type_name("");
  command->add_option("-o,--output", options->logs.output_file, "the file to write, by custom NAME.spoorc")
      ->required()
      ->type_name("FILE");
  add_pack_path(*command, options->rules.pack_path);
  add_definitions(*command, options->rules.definitions);
  add_record_options(*command, options->logs);
  add_screen_options(*command, options->screen);
  command->callback([options, &code] { code = run_compile(*options); });
}

}  // namespace spoor
