#include "cli/run.h"

#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <thread>

#include "cli/exit_codes.h"
#include "cli/output.h"
#include "cli/render/diagnostics.h"
#include "cli/report_text.h"

namespace spoor {

namespace {

std::atomic<bool>* interrupt_flag = nullptr;

// A second interrupt ends the process at once.
extern "C" void on_interrupt(int signal) {
  if (interrupt_flag != nullptr) interrupt_flag->store(true);
  std::signal(signal, SIG_DFL);
}

}  // namespace

void print_error(std::string_view message) { fmt::print(stderr, "spoor: {}\n", message); }

std::shared_ptr<const PreparedProgram> prepare(Compiled compiled, const ScreenOptions& screen) {
  const bool is_broken = has_error(compiled.diagnostics);
  if (is_broken || !screen.is_quiet) {
    fmt::print(stderr, "{}",
               render_diagnostics(compiled.diagnostics, compiled.sources, "text", wants_color(screen, STDERR_FILENO)));
  }
  if (is_broken) {
    print_error(fmt::format("{}: nothing was read", count_text(compiled.diagnostics)));
    return nullptr;
  }
  auto prepared = PreparedProgram::make(std::move(compiled.program));
  if (!prepared) {
    print_error(prepared.error());
    return nullptr;
  }
  return *prepared;
}

std::vector<OutputRequest> column_requests(const std::vector<std::string>& columns, bool with_defaults) {
  std::vector<OutputRequest> requests;
  if (columns.empty() && with_defaults) return {{"who", "actor"}, {"from", "sourceIPAddress"}};
  for (const std::string& column : columns) requests.push_back({column, column});
  return requests;
}

bool prepare_request(const LogOptions& options, std::shared_ptr<const PreparedProgram> prepared, ScanRequest& request) {
  const auto window = time_window(options);
  if (!window) {
    print_error(window.error());
    return false;
  }
  request.prepared = std::move(prepared);
  request.window = *window;
  request.threads = options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  request.is_strict = options.is_strict;
  request.limit = options.limit;
  request.logs = walk(options.paths, {options.include, options.exclude});
  if (!request.logs.files.empty()) return true;
  for (const WalkNote& note : request.logs.bad) print_error(fmt::format("{}: {}", note.path, note.reason));
  for (const WalkNote& note : request.logs.skipped) print_error(fmt::format("{}: skipped, {}", note.path, note.reason));
  print_error("no log was found; name files or folders, or - for standard input");
  return false;
}

int input_code(const Report& report) {
  if (report.interrupted) return kInterrupted;
  return report.bad_count > 0 ? kUnreadable : kDone;
}

bool write_report(const std::string& file, const Report& report) {
  if (file.empty()) return true;
  auto output = Output::open(file);
  if (output) output->write(report_json(report));
  const auto written = output ? output->finish() : tl::unexpected(output.error());
  if (!written) print_error(written.error());
  return written.has_value();
}

void stop_on_interrupt(Progress& progress) {
  interrupt_flag = &progress.stop;
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
}

}  // namespace spoor
