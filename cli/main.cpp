#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <exception>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/terminal.h"
#include "cli/usage.h"
#include "compiler/engine.h"

namespace {

int run(int argc, char** argv) {
  CLI::App app{"Spoor reads the trail: detections over AWS CloudTrail logs, and any log of JSON records."};
  app.name("spoor");
  app.set_version_flag("--version", fmt::format("spoor {}", spoor::engine_version()));
  app.require_subcommand(1);
  app.footer(
      "examples:\n"
      "  spoor scan rules/samples/trail\n"
      "  spoor find 'eventName == \"StopLogging\"' rules/samples/trail\n\n"
      "`spoor COMMAND --help` says more.");
  int code = spoor::kDone;
  spoor::add_scan_command(app, code);
  spoor::add_find_command(app, code);
  spoor::add_check_command(app, code);
  spoor::add_lint_command(app, code);
  spoor::add_test_command(app, code);
  spoor::add_format_command(app, code);
  spoor::add_compile_command(app, code);
  spoor::add_profile_command(app, code);
  spoor::add_match_command(app, code);
  spoor::add_correlate_command(app, code);
  spoor::add_list_command(app, code);
  spoor::add_show_command(app, code);
  spoor::add_explain_command(app, code);
  spoor::add_docs_command(app, code);
  spoor::add_diff_command(app, code);
  spoor::add_init_command(app, code);
  spoor::add_dump_command(app, code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return spoor::explain_usage(app, error, argc, argv);
  }
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  spoor::hold_standard_streams();
  std::signal(SIGPIPE, SIG_IGN);  // a reader that goes away ends the output, not the process
  std::signal(SIGXFSZ, SIG_IGN);  // so does a limit on the size of files
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {  // memory that is used up
    std::fprintf(stderr, "spoor: %s\n", error.what());
    return spoor::kUnusable;
  }
}
