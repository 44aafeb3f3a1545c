#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/loaded_rules.h"
#include "cli/options.h"
#include "cli/render/output.h"
#include "cli/rule_name.h"
#include "cli/rule_selection.h"
#include "cli/terminal.h"

namespace spoor {

namespace {

struct ShowOptions {
  ScreenOptions screen;
  RuleOptions rules;
  std::string name;
  std::string format = "text";
};

// The rule of this name. Else says what there is.
const RuleCard* find_rule(const LoadedRules& rules, std::string_view name) {
  std::vector<std::string_view> names;
  for (const RuleCard& card : rules.cards) names.push_back(card.name);
  const bool is_there = std::any_of(names.begin(), names.end(),
                                    [&](std::string_view known) { return known == name || own_name(known) == name; });
  for (const closed::Disabled& disabled : rules.disabled) {
    if (is_there || (disabled.name != name && own_name(disabled.name) != name)) continue;
    const SourceFile& file = rules.sources[disabled.place.source];
    print_error(fmt::format("`{}` does not run: it is disabled in {}:{}", disabled.name, file.name(),
                            file.line_number(disabled.place.begin)));
    return nullptr;
  }
  const auto found = find_rule_named(names, name);
  return found ? &rules.cards[*found] : nullptr;
}

int run_show(const ShowOptions& options) {
  const auto rules = load_rules({}, options.rules, options.screen);
  if (!rules) return kUnusable;
  const RuleCard* card = find_rule(*rules, options.name);
  if (card == nullptr) return kUnusable;
  auto output = Output::open("");
  output->write(options.format == "json"
                    ? rule_json(*card, rules->sources, true) + "\n"
                    : rule_page(*card, rules->sources, wants_color(options.screen.color, STDOUT_FILENO)));
  if (const auto written = output->finish(); !written) {
    print_error(written.error());
    return kUnusable;
  }
  return kDone;
}

}  // namespace

void add_show_command(CLI::App& app, int& code) {
  auto options = std::make_shared<ShowOptions>();
  CLI::App* command = app.add_subcommand("show", "one rule as a page");
  command->footer(
      "examples:\n"
      "  spoor show aws.stop_logging\n"
      "  spoor show --format json stop_logging\n\n"
      "exit codes: 0 done, 2 no such rule, or rules that do not compile");
  command->add_option("RULE", options->name, "its name, with the pack's or without")->required()->type_name("");
  add_repeatable(*command, "--rules", options->rules.rules, "rule file or folder, or builtin (default); repeatable")
      ->type_name("PATH");
  add_pack_path(*command, options->rules.pack_path);
  command->add_option("--format", options->format, "text or json")
      ->type_name("FORMAT")
      ->check(one_of({"text", "json"}));
  add_screen_options(*command, options->screen);
  command->callback([options, &code] { code = run_show(*options); });
}

}  // namespace spoor
