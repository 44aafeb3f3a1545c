#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <thread>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/render/diff_report.h"
#include "cli/render/quantities.h"
#include "cli/rule_files.h"
#include "cli/run.h"
#include "cli/terminal.h"
#include "cli/workbench/diff/compare_packs.h"
#include "cli/workbench/diff/replay.h"
#include "cli/write_file.h"

namespace spoor {

namespace {

struct DiffOptions {
  ScreenOptions screen;
  std::string old_path, new_path;
  std::vector<std::string> logs;
  std::vector<std::string> pack_path;
  std::string format = "text";
  std::string output_file;
  unsigned threads = 0;
};

// One of the two versions, with the files that it was read from.
struct LoadedSide {
  std::unique_ptr<RuleSource> source;
  Inspected inspected;
};

// Nothing, and said why, if it does not compile. `side`: OLD or NEW.
std::optional<LoadedSide> load_side(const std::string& path, std::string_view side, const DiffOptions& options) {
  auto files = read_rule_files({path});
  if (!files) {
    print_error(fmt::format("{}: {}", side, files.error()));
    return std::nullopt;
  }
  LoadedSide out{std::make_unique<RuleSource>(*files, options.pack_path), {}};
  CompileRequest request{.files = std::move(*files), .outputs = {}, .may_lack_databases = true, .runs_disabled = true};
  out.inspected = inspect(std::move(request), *out.source);
  // Warnings are what `spoor check` is for.
  ScreenOptions screen = options.screen;
  screen.is_quiet = !screen.is_verbose;
  const std::string so = fmt::format("{} (`{}`) does not compile, so nothing was compared", side, path);
  if (!is_sound(out.inspected.compiled, screen, so)) return std::nullopt;
  return out;
}

// The exit code of a reading that failed; nothing if it did not.
std::optional<int> replay_logs(const DiffOptions& options, const Side& before, const Side& after,
                               ComparedPacks& compared, std::uint64_t& unread) {
  const auto logs = walk_for_rereading(options.logs);
  if (!logs) return kUnusable;
  Progress progress;
  stop_on_interrupt(progress);
  const unsigned threads = options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  const auto report = replay(before, after, *logs, threads, progress, compared);
  if (progress.stop) return kInterrupted;
  if (!report) {
    print_error(report.error());
    return kUnusable;
  }
  if (has_failed({}, *report)) return kUnusable;
  unread = report->bad_count;
  return std::nullopt;
}

std::string written(const DiffPage& page, const DiffOptions& options) {
  if (options.format == "markdown") return diff_markdown(page);
  if (options.format == "json") return diff_json(page);
  return diff_text(page, options.output_file.empty() && wants_color(options.screen.color, STDOUT_FILENO));
}

int run_diff(const DiffOptions& options) {
  const auto old_side = load_side(options.old_path, "OLD", options);
  const auto new_side = load_side(options.new_path, "NEW", options);
  if (!old_side || !new_side) return kUnusable;
  const Side before{old_side->inspected, *old_side->source}, after{new_side->inspected, *new_side->source};
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  ComparedPacks compared = compare_packs(before, after, today);
  std::uint64_t unread = 0;
  if (!options.logs.empty()) {
    if (const auto failed = replay_logs(options, before, after, compared, unread)) return *failed;
  }
  if (!write_file(options.output_file, written({compared.diff, options.old_path, options.new_path}, options))) {
    return kUnusable;
  }
  if (unread > 0) print_error(fmt::format("{} of the logs could not be read", plural(unread, "record")));
  if (compared.diff.is_of_meaning()) return kFound;
  return unread > 0 ? kUnreadable : kDone;
}

}  // namespace

void add_diff_command(CLI::App& app, int& code) {
  auto options = std::make_shared<DiffOptions>();
  CLI::App* command = app.add_subcommand("diff", "what changed in meaning between two versions of a pack");
  command->footer(
      "examples:\n"
      "  spoor diff rules/aws rules/aws\n"
      "  spoor diff rules/aws rules/aws --logs rules/samples/trail --format markdown\n\n"
      "exit codes: 0 no change in meaning, 1 some rule or name means something else, 2 rules that do not compile, "
      "3 as 0, but some record of the logs could not be read");
  command->add_option("OLD", options->old_path, "a rule file or folder, or builtin")->required()->type_name("");
  command->add_option("NEW", options->new_path, "the same, as it is now")->required()->type_name("");
  add_repeatable(*command, "--logs", options->logs, "real records, which show what the change is worth; repeatable")
      ->type_name("PATH");
  add_threads(*command, options->threads);
  command->add_option("--format", options->format, "text (default), markdown or json")
      ->type_name("FORMAT")
      ->check(one_of({"text", "markdown", "json"}));
  command->add_option("-o,--output", options->output_file, "write to FILE instead of standard output")
      ->type_name("FILE");
  add_pack_path(*command, options->pack_path);
  add_screen_options(*command, options->screen);
  command->callback([options, &code] { code = run_diff(*options); });
}

}  // namespace spoor
