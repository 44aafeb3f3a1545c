#include "cli/run.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <thread>

#include "cli/exit_codes.h"
#include "cli/option_values.h"
#include "cli/render/diagnostics.h"
#include "cli/render/output.h"
#include "cli/report_text.h"
#include "cli/terminal.h"

namespace spoor {

namespace {

std::atomic<bool>* interrupt_flag = nullptr;
int interrupt_pipe[2] = {-1, -1};

extern "C" void on_interrupt(int) {
  interrupt_flag->store(true);
  static_cast<void>(!write(interrupt_pipe[1], "!", 1));  // wakes who waits for standard input
}

std::shared_ptr<const PreparedProgram> or_error(PreparedProgram::Made prepared) {
  if (prepared) return std::move(*prepared);
  print_error(prepared.error());
  return nullptr;
}

}  // namespace

bool write_report(const std::string& file, const Report& report) {
  if (file.empty()) return true;
  auto output = Output::open(file);
  if (output) output->write(report_json(report));
  const auto written = output ? output->finish() : tl::unexpected(output.error());
  if (!written) print_error(written.error());
  return written.has_value();
}

bool is_sound(const Compiled& compiled, const ScreenOptions& screen, std::string_view so) {
  const bool is_broken = has_error(compiled.diagnostics);
  if (is_broken || !screen.is_quiet) {
    say(render_text({.diagnostics = compiled.diagnostics,
                     .sources = compiled.sources,
                     .color = wants_color(screen.color, STDERR_FILENO)}));
  }
  if (is_broken) print_error(fmt::format("{}: {}", count_text(compiled.diagnostics), so));
  return !is_broken;
}

std::shared_ptr<const PreparedProgram> prepare(Compiled compiled, const ScreenOptions& screen) {
  if (!is_sound(compiled, screen, "nothing was read")) return nullptr;
  return or_error(PreparedProgram::make(std::move(compiled.program)));
}

std::shared_ptr<const PreparedProgram> prepare(VerifiedProgram program) {
  return or_error(PreparedProgram::make(std::move(program)));
}

std::vector<OutputRequest> column_requests(const LogOptions& options, bool with_defaults) {
  std::vector<OutputRequest> requests;
  for (const std::string& list : options.columns) {
    for (std::string& column : split_columns(list)) requests.push_back({column, column});
  }
  if (requests.empty() && with_defaults) return {{"who", "actor"}, {"from", "sourceIPAddress"}};
  return requests;
}

bool prepare_run(const LogOptions& options, std::shared_ptr<const PreparedProgram> prepared, const Mask& mask,
                 ScanRequest& request) {
  const auto window = read_window(options.from, options.to);
  if (!window) {
    print_error(window.error());
    return false;
  }
  request.prepared = std::move(prepared);
  request.window = *window;
  request.threads = options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  request.memory = *read_size(options.memory);  // was checked when it was read
  request.mask = options.unmask ? nullptr : &mask;
  request.is_strict = options.is_strict;
  request.limit = options.limit;
  return true;
}

bool prepare_request(const LogOptions& options, std::shared_ptr<const PreparedProgram> prepared, const Mask& mask,
                     ScanRequest& request) {
  if (!prepare_run(options, std::move(prepared), mask, request)) return false;
  request.logs = walk(options.paths, {options.include, options.exclude});
  if (!request.logs.files.empty()) return true;
  for (const WalkNote& note : request.logs.bad) print_error(fmt::format("{}: {}", note.path, note.reason));
  for (const WalkNote& note : request.logs.skipped) print_error(fmt::format("{}: skipped, {}", note.path, note.reason));
  print_error("no log was found; name files or folders, or - for standard input");
  return false;
}

std::optional<Walked> walk_for_rereading(const std::vector<std::string>& paths) {
  Walked logs = walk(paths, {});
  for (const WalkNote& note : logs.bad) print_error(fmt::format("{}: {}", note.path, note.reason));
  const bool reads_stream = std::any_of(logs.files.begin(), logs.files.end(),
                                        [](const WalkedFile& file) { return file.input.path == kStandardInput; });
  if (reads_stream) print_error("--logs are read twice, which standard input cannot be");
  if (logs.files.empty()) print_error(fmt::format("no log was found behind {}", fmt::join(paths, ", ")));
  if (reads_stream || logs.files.empty()) return std::nullopt;
  return logs;
}

int input_code(const Report& report) {
  if (report.interrupted) return kInterrupted;
  return report.bad_count > 0 ? kUnreadable : kDone;
}

int stop_on_interrupt(Progress& progress) {
  interrupt_flag = &progress.stop;
  if (pipe2(interrupt_pipe, O_CLOEXEC) != 0) return -1;  // then an interrupt ends the process, as it does without us
  struct sigaction action {};
  action.sa_handler = on_interrupt;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  return interrupt_pipe[0];
}

LogNames log_names(const ScanRequest& request) {
  std::vector<std::string> names;
  for (const WalkedFile& file : request.logs.files) names.push_back(file.input.name);
  return LogNames(std::move(names));
}

RenderContext render_context(const ScanRequest& request, const ScreenOptions& screen, const LogNames& names,
                             const Output& output) {
  const Program& program = request.prepared->program();
  RenderContext context;
  context.program = &program;
  context.files = &names;
  context.mask = request.mask;
  context.color = wants_color(screen.color, output.descriptor());
  context.width = terminal_width(output.descriptor()).value_or(0);
  for (const OutputRow& row : program.outputs) {
    if (row.role == OutputRole::column) context.column_names.emplace_back(program.string(row.name));
  }
  return context;
}

bool end_run(const LogOptions& logs, const ScreenOptions& screen, const Report& report, Wanted wanted, Output& output) {
  const auto written = output.finish();
  if (!written) print_error(written.error());
  if (!screen.is_quiet && !output.is_abandoned()) say(report_text(report, wanted, screen.is_verbose));
  return write_report(logs.report_file, report) && written.has_value();
}

bool has_failed(const LogOptions& logs, const Report& report, bool may_lack_logs) {
  if (!report.failure.empty()) print_error(report.failure);
  const bool has_no_log =
      !may_lack_logs && report.files > 0 && report.logs == 0 && report.bad_count == 0 && !report.interrupted;
  if (has_no_log) {
    say(skipped_text(report));
    print_error("none of the files is a log");
  }
  if (!has_no_log && report.failure.empty()) return false;
  write_report(logs.report_file, report);
  return true;
}

}  // namespace spoor
