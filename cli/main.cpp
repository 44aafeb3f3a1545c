#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <string_view>
#include <vector>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/run.h"
#include "lang/suggest.h"

namespace {

constexpr std::string_view kCommands[] = {"scan", "find", "check", "dump"};

// CLI11 does not know what was meant.
int explain(const CLI::App& app, const CLI::ParseError& error, int argc, char** argv) {
  if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
  if (argc > 1 && argv[1][0] != '-' && app.get_subcommands().empty()) {
    const auto near = spoor::closest(argv[1], kCommands);
    spoor::print_error(fmt::format("there is no command `{}`{}", argv[1],
                                   near ? fmt::format("; did you mean `{}`?", *near) : "; `spoor --help` lists them"));
    return spoor::kUnusable;
  }
  spoor::print_error(error.what());
  const auto chosen = app.get_subcommands();
  fmt::print(stderr, "try `spoor {}--help`\n", chosen.empty() ? "" : chosen[0]->get_name() + " ");
  return spoor::kUnusable;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a reader that goes away ends the output, not the process
  CLI::App app{"Spoor reads the trail: detections over AWS CloudTrail logs, and any log of JSON records."};
  app.name("spoor");
  app.set_version_flag("--version", "spoor 0.1.0");
  app.require_subcommand(1);
  app.footer(
      "examples:\n"
      "  spoor scan logs/                                    the rules that ship, on a folder of logs\n"
      "  spoor find 'eventName == \"StopLogging\"' logs/       the language as a grep\n\n"
      "`spoor COMMAND --help` says more.");
  int code = spoor::kDone;
  spoor::add_scan_command(app, code);
  spoor::add_find_command(app, code);
  spoor::add_check_command(app, code);
  spoor::add_dump_command(app, code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return explain(app, error, argc, argv);
  }
  return code;
}
