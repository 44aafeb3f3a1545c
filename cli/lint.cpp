#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <thread>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/read_companions.h"
#include "cli/render/diagnostics.h"
#include "cli/render/grid.h"
#include "cli/render/line_changes.h"
#include "cli/render/output.h"
#include "cli/render/quantities.h"
#include "cli/rule_files.h"
#include "cli/run.h"
#include "cli/settings_files.h"
#include "cli/terminal.h"
#include "cli/workbench/lint/fix_rules.h"
#include "cli/workbench/source_text.h"
#include "cli/write_file.h"

namespace spoor {

namespace {

struct LintOptions {
  ScreenOptions screen;
  std::vector<std::string> paths;
  std::vector<std::string> pack_path;
  std::vector<std::string> definitions;
  std::vector<std::string> levels;  // id=level
  std::string settings_file;
  std::string fail_on;  // empty: as the settings say
  std::string format = "text";
  std::string output_file;
  std::vector<std::string> logs;
  unsigned threads = 0;
  bool is_strict = false;
  bool fixes = false;
  bool with_unsafe = false;
  bool shows_changes = false;
  bool lists = false;
};

// `id=level`, of a lint that exists.
std::string level_problem(const std::string& text) {
  const std::size_t equals = text.find('=');
  const std::string id = text.substr(0, equals);
  if (find_lint(id) == nullptr)
    return fmt::format("`{}`: there is no lint `{}`; `spoor lint --list` has all", text, id);
  if (equals != std::string::npos && find_severity(text.substr(equals + 1))) return {};
  return fmt::format("`{}`: a level is {}", text, fmt::join(severity_names(), ", "));
}

std::vector<LintGroup> lint_groups(const std::vector<SettingsGroup>& groups, const LintOptions& options) {
  std::vector<LintGroup> out;
  for (const SettingsGroup& group : groups) {
    LintSettings settings = group.settings.lint;
    settings.is_strict = settings.is_strict || options.is_strict;
    settings.today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    for (const std::string& level : options.levels) {
      const std::size_t equals = level.find('=');
      settings.levels[find_lint(level.substr(0, equals))->kind] = *find_severity(level.substr(equals + 1));
    }
    out.push_back({group.files, std::move(settings), !options.logs.empty() || !group.settings.logs.empty()});
  }
  return out;
}

// Whether a finding is as grave as the settings of its file, or the option, want it to be for a failure.
bool fails(const Linted& linted, const std::vector<SettingsGroup>& groups, const std::string& given) {
  const auto least = [&](const Diagnostic& finding) {
    if (!given.empty()) return *find_severity(given);
    const std::string& file = linted.rules.compiled.sources[finding.span.source].name();
    const auto group = std::find_if(groups.begin(), groups.end(),
                                    [&](const SettingsGroup& candidate) { return candidate.files.contains(file); });
    return group == groups.end() ? Severity::warning : group->settings.fail_on;
  };
  return std::any_of(linted.findings.begin(), linted.findings.end(), [&](const Diagnostic& finding) {
    const Severity bound = least(finding);
    return bound != Severity::off && severity_of(finding) <= bound;
  });
}

int list_lints() {
  auto output = Output::open("");
  Grid grid({"code", "lint", "level", "fix", "family", "finds"}, {}, *output);
  constexpr std::string_view kSafety[] = {"", "safe", "unsafe"};
  for (const LintInfo& lint : lints()) {
    const DiagnosticInfo& row = info(lint.kind);
    grid.put({std::string(row.code), std::string(lint.id),
              std::string(severity_names()[static_cast<std::size_t>(row.severity)]),
              std::string(kSafety[static_cast<std::size_t>(lint.fix)]), std::string(to_text(lint.family)),
              std::string(row.sentence)});
  }
  grid.finish();
  return output->finish() ? kDone : kUnusable;
}

// Writes the files that were mended of those given, or shows how; others may stand behind them. False if one could not
// be written.
bool put_back(const FixedRules& fixed, const std::vector<SourceText>& before, const LintOptions& options) {
  std::string changes;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (!fixed.is_changed[i]) continue;
    if (options.shows_changes) {
      changes += unified_diff(before[i].name, before[i].text, fixed.files[i].text);
      continue;
    }
    if (!write_file(before[i].name, fixed.files[i].text)) return false;
  }
  for (const std::string& file : fixed.left) {
    print_error(fmt::format("{}: its fixes were taken back, as the rules would not have compiled with them", file));
  }
  return write_file("", changes);
}

// Why the options on changes of files make no sense; empty: they do.
std::string problem_with_changes(const LintOptions& options) {
  if (options.with_unsafe && !options.fixes && !options.shows_changes) {
    return "--unsafe says which fixes are made: it goes with --fix or --diff";
  }
  const bool has_builtin = std::find(options.paths.begin(), options.paths.end(), "builtin") != options.paths.end();
  if (has_builtin && options.fixes && !options.shows_changes) {
    return "builtin: the packs inside the binary cannot be written; name a file or folder";
  }
  return "";
}

// What `--logs` names, or else the settings, whose paths begin at their folders.
std::vector<std::string> paths_of_logs(const std::vector<SettingsGroup>& groups, const LintOptions& options) {
  if (!options.logs.empty()) return options.logs;
  std::vector<std::string> out;
  for (const SettingsGroup& group : groups) {
    for (const std::string& path : group.settings.logs) {
      out.push_back((std::filesystem::path(group.path).parent_path() / path).lexically_normal().string());
    }
  }
  return out;
}

// What the lints found, and what was done about it.
struct Made {
  Linted linted;
  std::size_t fixed = 0;
};

// Nothing to go on with: what ends the command.
using Failed = tl::unexpected<int>;

tl::expected<Made, int> lint_with_logs(CompileRequest request, const Source& source,
                                       const std::vector<LintGroup>& groups, const std::vector<std::string>& paths,
                                       const LintOptions& options) {
  auto logs = walk_for_rereading(paths);
  if (!logs) return Failed(kUnusable);
  Progress progress;
  stop_on_interrupt(progress);
  const LogsToLint given{std::move(*logs),
                         options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency()),
                         progress};
  Made made{lint_rules(std::move(request), source, groups, &given)};
  if (progress.stop) return Failed(kInterrupted);
  if (made.linted.report && has_failed({}, *made.linted.report)) return Failed(kUnusable);
  return made;
}

tl::expected<Made, int> lint(const RuleFiles& files, const std::vector<SettingsGroup>& settings,
                             const LintOptions& options) {
  const std::vector<LintGroup> groups = lint_groups(settings, options);
  const SourceOf source_of = [&](const std::vector<SourceText>& now) -> std::unique_ptr<Source> {
    return std::make_unique<RuleSource>(now, options.pack_path);
  };
  CompileRequest request{.files = files.all(),
                         .outputs = {},
                         .definitions = read_definitions(options.definitions),
                         .may_lack_databases = true};
  if (options.fixes || options.shows_changes) {
    FixedRules fixed = fix_rules(std::move(request), source_of, groups, options.with_unsafe);
    if (!put_back(fixed, files.given, options)) return Failed(kUnusable);
    return Made{std::move(fixed.linted), fixed.fixed};
  }
  const auto source = source_of(files.all());
  const std::vector<std::string> logs = paths_of_logs(settings, options);
  if (!logs.empty()) return lint_with_logs(std::move(request), *source, groups, logs, options);
  return Made{lint_rules(std::move(request), *source, groups)};
}

// What is wrong in other files of the pack is not asked for.
void drop_companions(const std::vector<std::string>& names, Linted& linted) {
  Compiled& compiled = linted.rules.compiled;
  const std::set<SourceId> files = sources_named({names.begin(), names.end()}, compiled.sources);
  drop_findings_of(files, compiled.diagnostics);
  drop_findings_of(files, linted.findings);
}

bool write_findings(const Linted& linted, const std::vector<SourceText>& files, const LintOptions& options) {
  const bool color = options.output_file.empty() && wants_color(options.screen.color, STDOUT_FILENO);
  return write_file(options.output_file, render_diagnostics({.diagnostics = linted.findings,
                                                             .sources = linted.rules.compiled.sources,
                                                             .files = names_of(files),
                                                             .color = color},
                                                            options.format));
}

void say_counts(const Made& made, std::size_t files, const LintOptions& options) {
  const std::string counts = count_text(made.linted.findings);
  const std::string mended =
      made.fixed == 0 ? "" : fmt::format("{} {}, ", made.fixed, options.shows_changes ? "would be fixed" : "fixed");
  say(fmt::format("{}: {}{}\n", plural(files, "file"), mended, counts.empty() ? "nothing found" : counts));
  if (!made.linted.is_whole) say("the lints that evaluate rules did not run, since some do not compile\n");
}

int run_lint(const LintOptions& options) {
  if (options.lists) return list_lints();
  if (options.paths.empty()) {
    print_error("no PATH of rules is given; `spoor lint --help` shows how");
    return kUnusable;
  }
  if (const std::string problem = problem_with_changes(options); !problem.empty()) {
    print_error(problem);
    return kUnusable;
  }
  const auto files = read_with_companions(options.paths);
  if (!files) {
    print_error(files.error());
    return kUnusable;
  }
  const auto settings = settings_of(files->given, options.settings_file, options.screen);
  if (!settings) return kUnusable;
  auto made = lint(*files, *settings, options);
  if (!made) return made.error();
  Linted& linted = made->linted;
  drop_companions(names_of(files->companions), linted);
  if (!options.shows_changes && !write_findings(linted, files->given, options)) return kUnusable;
  if (!options.screen.is_quiet) say_counts(*made, files->given.size(), options);
  if (has_error(linted.rules.compiled.diagnostics)) return kUnusable;
  if (fails(linted, *settings, options.fail_on)) return kFound;
  const std::uint64_t unread = linted.report ? linted.report->bad_count : 0;
  if (unread > 0) print_error(fmt::format("{} of the logs could not be read", plural(unread, "record")));
  return unread > 0 ? kUnreadable : kDone;
}

}  // namespace

void add_lint_command(CLI::App& app, int& code) {
  auto options = std::make_shared<LintOptions>();
  CLI::App* command = app.add_subcommand("lint", "what is suspicious in rules");
  command->footer(
      "examples:\n"
      "  spoor lint rules/aws\n"
      "  spoor lint --diff --unsafe rules/aws\n\n"
      "a comment `# allow: lint_id reason` silences a lint on what stands below it; spoor.toml has the levels of a "
      "pack\n"
      "exit codes: 0 nothing found, 1 something found (see --fail-on), 2 rules that do not compile, 3 some record of "
      "the "
      "logs could not be read");
  command->add_option("PATH", options->paths, "rule files or folders, or builtin")->type_name("");
  command->add_flag("--strict", options->is_strict, "every lint is a warning at least");
  add_repeatable(*command, "--level", options->levels, "the level of a lint: error, warning, note or off; repeatable")
      ->type_name("ID=LEVEL")
      ->check(CLI::Validator(level_problem, ""));
  command->add_option("--fail-on", options->fail_on, "fail on findings of this level and above; off: on none")
      ->type_name("LEVEL")
      ->check(one_of({severity_names().begin(), severity_names().end()}));
  add_repeatable(*command, "--logs", options->logs, "real records, which show what never fires; repeatable")
      ->type_name("PATH");
  add_threads(*command, options->threads);
  command->add_flag("--fix", options->fixes, "mend what can be mended without a change of meaning, in the files");
  command->add_flag("--unsafe", options->with_unsafe, "with --fix or --diff: mend also what is only likely meant");
  command->add_flag("--diff", options->shows_changes, "write nothing, show what --fix would change");
  for (const char* const changes : {"--fix", "--diff"}) command->get_option("--logs")->excludes(changes);
  command->add_flag("--list", options->lists, "name all lints");
  add_diagnostic_format(*command, options->format);
  command->add_option("-o", options->output_file, "write there instead of to standard output")->type_name("FILE");
  command->add_option("--settings", options->settings_file, "this spoor.toml instead of the one nearest to each file")
      ->type_name("FILE");
  add_definitions(*command, options->definitions);
  add_pack_path(*command, options->pack_path);
  add_screen_options(*command, options->screen);
  command->callback([options, &code] { code = run_lint(*options); });
}

}  // namespace spoor
