#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <numeric>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <thread>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/read_companions.h"
#include "cli/render/coverage_table.h"
#include "cli/render/diagnostics.h"
#include "cli/render/quantities.h"
#include "cli/render/test_results.h"
#include "cli/rule_files.h"
#include "cli/rule_selection.h"
#include "cli/run.h"
#include "cli/settings_files.h"
#include "cli/terminal.h"
#include "cli/watched_files.h"
#include "cli/workbench/source_text.h"
#include "cli/workbench/updated_counts.h"
#include "cli/write_file.h"
#include "compiler/compile.h"

namespace spoor {

namespace {

struct TestOptions {
  ScreenOptions screen;
  std::vector<std::string> paths;
  RuleOptions rules;
  std::string format = "text";
  std::string output_file;
  std::string shuffle;                   // a seed, or kAnySeed; empty: not at all
  std::optional<double> least_coverage;  // percent
  unsigned threads = 0;
  bool wants_coverage = false, updates = false, watches = false;
};

constexpr std::string_view kAnySeed = "any";
constexpr std::size_t kMostOfOrder = 10;  // tests that are named

// The order in which tests are begun, which is said; as they stand, if it is not to be another.
std::vector<std::size_t> order_of(const std::vector<TestCase>& tests, const TestOptions& options) {
  if (options.shuffle.empty()) return {};
  const std::uint64_t seed =
      options.shuffle == kAnySeed ? std::random_device()() : std::strtoull(options.shuffle.c_str(), nullptr, 10);
  std::vector<std::size_t> order(tests.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::shuffle(order.begin(), order.end(), std::mt19937_64(seed));
  if (options.screen.is_quiet) return order;
  say(fmt::format("in the order of --shuffle={}:\n", seed));
  for (std::size_t i = 0; i < std::min(order.size(), kMostOfOrder); ++i) {
    say(fmt::format("  {} \"{}\"\n", tests[order[i]].rule, tests[order[i]].name));
  }
  if (order.size() > kMostOfOrder) say(fmt::format("  and {} more\n", order.size() - kMostOfOrder));
  return order;
}

// Writes the counts that are off, and says so; these tests have passed then. False if a file cannot be written.
bool update_files(std::vector<TestResult>& results, const Sources& sources) {
  const UpdatedCounts updated = update_counts(results, sources);
  for (const SourceText& file : updated.files) {
    if (!write_file(file.name, file.text)) return false;
  }
  for (const UpdatedCounts::Change& change : updated.changes) {
    const Span span = change.test->span;
    say(fmt::format("updated {}:{}: {} \"{}\" fires {}, was {}\n", sources[span.source].name(),
                    sources.begin(span).line, change.test->rule, change.test->name, change.now, change.before));
    for (TestResult& result : results) {
      if (result.test == change.test) result.has_passed = true;
    }
  }
  return true;
}

std::string rendered(const std::vector<TestResult>& results, const std::set<std::string_view>& own,
                     const Sources& sources, const TestOptions& options) {
  if (options.format == "junit") return test_junit(results, sources);
  if (options.format == "json") return test_json(results, sources);
  if (options.format != "text") {
    return render_diagnostics({.diagnostics = test_failures(results), .sources = sources}, options.format);
  }
  return test_text(results, own, sources, wants_color(options.screen.color, STDOUT_FILENO));
}

// What coverage adds to the output; JUnit knows nothing of it. The exit code, if it is too low.
int add_coverage(const Inspected& rules, const std::vector<SettingsGroup>& settings, const std::set<SourceId>& files,
                 const std::set<std::string_view>& names, const TestOptions& options, std::string& out) {
  if (!options.wants_coverage && !options.least_coverage) return kDone;
  std::optional<double> least = options.least_coverage;
  for (const SettingsGroup& group : settings) {
    if (!options.least_coverage && group.settings.least_coverage)
      least = std::max(least.value_or(0), static_cast<double>(*group.settings.least_coverage));
  }
  const unsigned threads = options.threads == 0 ? std::thread::hardware_concurrency() : options.threads;
  const Coverage made = coverage(rules, files, std::max(1U, threads));
  if (options.wants_coverage && options.format == "json") out += coverage_json(made, rules, names);
  if (options.wants_coverage && options.format == "text") {
    out += coverage_text(made, rules, names, options.screen.is_verbose);
  }
  const CoverageCount count = count_coverage(made, rules, names);
  if (!options.screen.is_quiet) {
    say(fmt::format("{} of {} parts of conditions covered, {:.1f} %\n", count.covered, count.parts, count.percent()));
  }
  if (!least || count.percent() >= *least) return kDone;
  print_error(fmt::format("that is less than the {} % of {}", *least,
                          options.least_coverage ? "--min-coverage" : std::string(kSettingsFile)));
  return kFound;
}

int run_once(const TestOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  const auto files = read_with_companions(options.paths);
  if (!files) {
    print_error(files.error());
    return kUnusable;
  }
  const auto settings = settings_of(files->given, "", options.screen);
  if (!settings) return kUnusable;
  const std::vector<std::string> given = names_of(files->given);
  const RuleSource source(files->all(), options.rules.pack_path);
  Inspected rules = inspect({.files = files->all(),
                             .outputs = {},
                             .definitions = read_definitions(options.rules.definitions),
                             .may_lack_databases = true,
                             .runs_disabled = true},
                            source);
  const Sources& sources = rules.compiled.sources;
  if (!is_sound(rules.compiled, options.screen, "nothing was read")) return kUnusable;
  const auto prepared = PreparedProgram::make(std::move(rules.compiled.program));
  if (!prepared) {
    print_error(prepared.error());
    return kUnusable;
  }
  const Program& program = (*prepared)->program();
  const std::set<SourceId> own_files = sources_named({given.begin(), given.end()}, sources);
  const std::set<std::string_view> shown = shown_names(program, options.rules);
  const auto own = rules_of_files(program, shown, rules.compiled.rule_places, own_files);
  const std::set<std::string_view>& names = files->companions.empty() ? shown : own;
  if (shown.empty() && !program.rules.empty()) {
    print_error(kNoRuleLeft);
    return kUnusable;
  }
  std::vector<TestCase> tests = rules.compiled.tests;
  std::erase_if(tests, [&](const TestCase& test) { return !names.contains(test.rule); });

  const unsigned threads = options.threads == 0 ? std::thread::hardware_concurrency() : options.threads;
  std::vector<TestResult> results = run_tests(tests, *prepared, std::max(1U, threads), order_of(tests, options));
  if (options.updates && !update_files(results, sources)) return kUnusable;
  std::string text = rendered(results, own, sources, options);
  const int coverage_code = add_coverage(rules, *settings, own_files, names, options, text);
  if (!write_file(options.output_file, text)) return kUnusable;
  const auto failed = std::count_if(results.begin(), results.end(), [](const TestResult& r) { return !r.has_passed; });
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (!options.screen.is_quiet) {
    say(fmt::format("{}, {}: {} passed, {} failed, in {:.2f} s\n", plural(names.size(), "rule"),
                    plural(results.size(), "test"), static_cast<std::ptrdiff_t>(results.size()) - failed, failed,
                    seconds));
  }
  return failed > 0 ? kFound : coverage_code;
}

// Again and again, until an interrupt.
int run_watching(const TestOptions& options) {
  Progress progress;
  const int stop = stop_on_interrupt(progress);
  WatchedFiles files(options.paths);
  do {
    if (isatty(STDOUT_FILENO) != 0) say("\033[H\033[2J");
    run_once(options);
    if (!options.screen.is_quiet) say("waiting for a change of the rules\n");
  } while (files.wait(stop));
  return kInterrupted;
}

std::string seed_problem(const std::string& text) {
  const bool is_number =
      !text.empty() && text.size() <= 19 && text.find_first_not_of("0123456789") == std::string::npos;
  return is_number || text == kAnySeed ? "" : fmt::format("`{}` is no seed: write a number", text);
}

}  // namespace

void add_test_command(CLI::App& app, int& code) {
  auto options = std::make_shared<TestOptions>();
  CLI::App* command = app.add_subcommand("test", "the tests that rules carry");
  command->footer(
      "examples:\n"
      "  spoor test rules/aws\n"
      "  spoor test --only '*access_key*' --format junit rules/aws\n\n"
      "exit codes: 0 all passed, 1 a test failed or too little is covered, 2 rules that do not compile");
  command->add_option("PATH", options->paths, "rule files or folders, or builtin")->required()->type_name("");
  add_selection_options(*command, options->rules);
  command->add_flag("--coverage", options->wants_coverage,
                    "by rule and pack, how many parts of conditions some test would miss; -v names the others");
  command
      ->add_option("--min-coverage", options->least_coverage,
                   "fail if less than this is covered of all rules (default: as spoor.toml says)")
      ->type_name("PERCENT")
      ->check(CLI::Range(0.0, 100.0));
  command->add_flag("--update", options->updates, "write the counts of tests `fires N` that are off into the files");
  command->add_flag("--watch", options->watches, "run again whenever a rule file changes, until an interrupt");
  command->add_flag("--shuffle{any}", options->shuffle, "begin the tests in another order; --shuffle=SEED: in that one")
      ->check(CLI::Validator(seed_problem, ""));
  command
      ->add_option("--format", options->format, "text, json (one object a test), junit, github (annotations) or sarif")
      ->type_name("FORMAT")
      ->check(one_of({"text", "json", "junit", "github", "sarif"}));
  command->add_option("-o", options->output_file, "write there instead of to standard output")->type_name("FILE");
  add_threads(*command, options->threads);
  add_screen_options(*command, options->screen);
  command->callback([options, &code] { code = options->watches ? run_watching(*options) : run_once(*options); });
}

}  // namespace spoor
