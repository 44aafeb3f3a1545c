#include "cli/usage.h"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "cli/exit_codes.h"
#include "cli/terminal.h"
#include "lang/suggest.h"

namespace spoor {

namespace {

std::string meant(std::string_view word, const std::vector<std::string>& known, std::string_view otherwise) {
  const std::vector<std::string_view> candidates(known.begin(), known.end());
  const auto near = closest(word, candidates);
  return near ? fmt::format("; did you mean `{}`?", *near) : std::string(otherwise);
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  return names;
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

// The first word that looks like an option and is none of the command's.
std::string_view unknown_option(const std::vector<std::string>& known, int argc, char** argv) {
  for (int i = 1; i < argc && argv[i] != std::string_view("--"); ++i) {
    const std::string_view word = std::string_view(argv[i]).substr(0, std::string_view(argv[i]).find('='));
    if (!word.starts_with("--")) continue;
    if (std::find(known.begin(), known.end(), word) == known.end()) return word;
  }
  return {};
}

}  // namespace

int explain_usage(const CLI::App& app, const CLI::ParseError& error, int argc, char** argv) {
  if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
  if (argc <= 1) {
    say(app.help());
    return kUnusable;
  }
  const auto chosen = app.get_subcommands();
  if (chosen.empty() && argv[1][0] != '-') {
    print_error(fmt::format("there is no command `{}`{}", argv[1],
                            meant(argv[1], command_names(app), "; `spoor --help` lists them")));
    return kUnusable;
  }
  const std::vector<std::string> known = option_names(chosen.empty() ? app : *chosen[0]);
  const std::string_view unknown = unknown_option(known, argc, argv);
  if (!unknown.empty()) {
    print_error(fmt::format("there is no option `{}`{}", unknown, meant(unknown, known, "")));
  } else {
    print_error(error.what());
  }
  say(fmt::format("try `spoor {}--help`\n", chosen.empty() ? "" : chosen[0]->get_name() + " "));
  return kUnusable;
}

}  // namespace spoor
