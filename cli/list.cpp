#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <memory>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/loaded_rules.h"
#include "cli/options.h"
#include "cli/render/cells.h"
#include "cli/render/grid.h"
#include "cli/render/output.h"
#include "cli/render/quantities.h"
#include "cli/terminal.h"

namespace spoor {

namespace {

struct ListOptions {
  ScreenOptions screen;
  std::vector<std::string> paths;
  RuleOptions rules;
  std::string format;
  std::string output_file;
};

std::vector<std::string> cells(const RuleCard& card) {
  return {std::string(to_text(card.level)), std::string(card.name),
          fmt::format("{}", fmt::join(card.values(MetaKey::attack), ", ")),
          fmt::format("{}", card.firing_tests + card.silent_tests), std::string(card.title)};
}

const std::vector<std::string> kHeadings = {"severity", "rule", "attack", "tests", "title"};

void write_csv(const std::vector<std::string>& row, Output& output) {
  std::string line;
  for (const std::string& cell : row) line += (line.empty() ? "" : ",") + csv_cell(cell);
  output.write(line + "\r\n");
}

void write_list(const LoadedRules& rules, std::string_view format, const ListOptions& options, Output& output) {
  if (format == "table") {
    Grid grid(kHeadings,
              {.color = wants_color(options.screen.color, output.descriptor()),
               .width = terminal_width(output.descriptor()).value_or(0),
               .level_column = 0},
              output);
    for (const RuleCard& card : rules.cards) grid.put(cells(card));
    grid.finish();
  } else if (format == "csv") {
    write_csv(kHeadings, output);
    for (const RuleCard& card : rules.cards) write_csv(cells(card), output);
  } else {
    const bool is_array = format == "json";
    if (is_array) output.write("[\n");
    for (std::size_t i = 0; i < rules.cards.size(); ++i) {
      output.write(rule_json(rules.cards[i], rules.sources, false));
      output.write(is_array && i + 1 < rules.cards.size() ? ",\n" : "\n");
    }
    if (is_array) output.write("]\n");
  }
}

int run_list(const ListOptions& options) {
  const auto rules = load_rules(options.paths, options.rules, options.screen);
  if (!rules) return kUnusable;
  auto output = Output::open(options.output_file);
  if (!output) {
    print_error(output.error());
    return kUnusable;
  }
  const bool is_terminal = isatty(output->descriptor()) == 1;
  write_list(*rules, options.format.empty() ? (is_terminal ? "table" : "ndjson") : options.format, options, *output);
  if (const auto written = output->finish(); !written) {
    print_error(written.error());
    return kUnusable;
  }
  if (!options.screen.is_quiet && is_terminal) say(plural(rules->cards.size(), "rule") + "\n");
  return kDone;
}

}  // namespace

void add_list_command(CLI::App& app, int& code) {
  auto options = std::make_shared<ListOptions>();
  CLI::App* command = app.add_subcommand("list", "the rules that are loaded");
  command->footer(
      "examples:\n"
      "  spoor list --severity high\n"
      "  spoor list --only '*key*' --format csv rules/aws\n\n"
      "exit codes: 0 done, 2 rules that do not compile, or no rule");
  command->add_option("PATH", options->paths, "rule files or folders, as --rules has them")->type_name("");
  add_rule_options(*command, options->rules);
  command->add_option("--format", options->format, "table (terminal), ndjson (otherwise), json or csv")
      ->type_name("FORMAT")
      ->check(one_of({"table", "ndjson", "json", "csv"}));
  command->add_option("-o,--output", options->output_file, "write to FILE instead of standard output")
      ->type_name("FILE");
  add_screen_options(*command, options->screen);
  command->callback([options, &code] { code = run_list(*options); });
}

}  // namespace spoor
