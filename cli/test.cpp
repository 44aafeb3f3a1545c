#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <set>
#include <string>
#include <thread>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/render/diagnostics.h"
#include "cli/render/output.h"
#include "cli/render/quantities.h"
#include "cli/render/test_results.h"
#include "cli/rule_files.h"
#include "cli/rule_selection.h"
#include "cli/run.h"
#include "cli/terminal.h"
#include "compiler/compile.h"

namespace spoor {

namespace {

struct TestOptions {
  ScreenOptions screen;
  std::vector<std::string> paths;
  RuleOptions rules;
  std::string format = "text";
  std::string output_file;
  unsigned threads = 0;
};

// Of the rules those that the files hold or tune: what a used pack lacks is not theirs to mend.
std::set<std::string_view> rules_of_files(const Program& program, const std::set<std::string_view>& rules,
                                          const std::vector<std::vector<Span>>& places, const Sources& sources,
                                          const std::set<std::string>& files) {
  std::set<std::string_view> out;
  for (Index rule = 0; rule < places.size(); ++rule) {
    const bool is_of_files = std::any_of(places[rule].begin(), places[rule].end(), [&](const Span& place) {
      return files.contains(std::string(sources[place.source].name()));
    });
    if (is_of_files && rules.contains(program.rule_name(rule))) out.insert(program.rule_name(rule));
  }
  return out;
}

int run_test(const TestOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  auto files = read_rule_files(options.paths);
  if (!files) {
    print_error(files.error());
    return kUnusable;
  }
  std::set<std::string> names;
  for (const SourceText& file : *files) names.insert(file.name);
  const RuleSource source(*files, options.rules.pack_path);
  Compiled compiled = compile({.files = std::move(*files),
                               .outputs = {},
                               .definitions = read_definitions(options.rules.definitions),
                               .may_lack_databases = true,
                               .runs_disabled = true},
                              source);
  std::vector<TestCase> tests = std::move(compiled.tests);
  const Sources sources = compiled.sources;
  const std::vector<std::vector<Span>> places = std::move(compiled.rule_places);
  const auto prepared = prepare(std::move(compiled), options.screen);
  if (!prepared) return kUnusable;
  const std::set<std::string_view> rules = shown_names(prepared->program(), options.rules);
  if (rules.empty() && !prepared->program().rules.empty()) {
    print_error(kNoRuleLeft);
    return kUnusable;
  }
  std::erase_if(tests, [&](const TestCase& test) { return !rules.contains(test.rule); });

  const unsigned threads = options.threads == 0 ? std::thread::hardware_concurrency() : options.threads;
  const std::vector<TestResult> results = run_tests(tests, prepared, std::max(1U, threads));
  auto output = Output::open(options.output_file);
  if (!output) {
    print_error(output.error());
    return kUnusable;
  }
  output->write(options.format == "junit"
                    ? test_junit(results, sources)
                    : test_text(results, rules_of_files(prepared->program(), rules, places, sources, names), sources,
                                wants_color(options.screen.color, STDOUT_FILENO)));
  if (const auto written = output->finish(); !written) {
    print_error(written.error());
    return kUnusable;
  }
  const auto failed = std::count_if(results.begin(), results.end(), [](const TestResult& r) { return !r.has_passed; });
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (!options.screen.is_quiet) {
    say(fmt::format("{}, {}: {} passed, {} failed, in {:.2f} s\n", plural(rules.size(), "rule"),
                    plural(results.size(), "test"), static_cast<std::ptrdiff_t>(results.size()) - failed, failed,
                    seconds));
  }
  return failed > 0 ? kFound : kDone;
}

}  // namespace

void add_test_command(CLI::App& app, int& code) {
  auto options = std::make_shared<TestOptions>();
  CLI::App* command = app.add_subcommand("test", "the tests that rules carry");
  command->footer(
      "examples:\n"
      "  spoor test rules/aws\n"
      "  spoor test --only '*access_key*' --format junit rules/aws\n\n"
      "exit codes: 0 all passed, 1 a test failed, 2 rules that do not compile");
  command->add_option("PATH", options->paths, "rule files or folders, or builtin")->required()->type_name("");
  add_selection_options(*command, options->rules);
  command->add_option("--format", options->format, "text or junit")
      ->type_name("FORMAT")
      ->check(one_of({"text", "junit"}));
  command->add_option("-o", options->output_file, "write there instead of to standard output")->type_name("FILE");
  add_threads(*command, options->threads);
  add_screen_options(*command, options->screen);
  command->callback([options, &code] { code = run_test(*options); });
}

}  // namespace spoor
