#include "cli/progress_line.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>

#include "cli/render/cells.h"
#include "cli/render/quantities.h"
#include "cli/terminal.h"

namespace spoor {

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kQuietStart = std::chrono::seconds(1);
constexpr auto kTick = std::chrono::milliseconds(50);
constexpr int kTicksBetween = 4;

std::string line_text(const Progress& progress, double seconds) {
  const double done = static_cast<double>(progress.bytes_of_files), total = static_cast<double>(progress.bytes_total);
  const std::uint64_t records = progress.records;
  std::string left;
  if (done > 0 && total > done) left = fmt::format("  {:.0f} s left", seconds * (total - done) / done);
  return fmt::format("{}/{} files  {}  {} records/s  {} findings{}", progress.files.load(), progress.files_total.load(),
                     bytes_text(progress.bytes),
                     grouped(static_cast<std::uint64_t>(static_cast<double>(records) / seconds)),
                     grouped(progress.findings), left);
}

}  // namespace

ProgressLine::ProgressLine(const Progress& progress, bool is_wanted) : progress_(progress) {
  if (is_wanted && isatty(STDERR_FILENO) == 1) thread_ = std::thread([this] { run(); });
}

ProgressLine::~ProgressLine() {
  is_done_ = true;
  if (thread_.joinable()) thread_.join();
}

void ProgressLine::run() {
  const auto start = Clock::now();
  bool is_shown = false;
  for (int tick = 0; !is_done_; ++tick) {
    std::this_thread::sleep_for(kTick);
    const auto passed = Clock::now() - start;
    if (passed < kQuietStart || tick % kTicksBetween != 0) continue;
    const std::string text = line_text(progress_, std::chrono::duration<double>(passed).count());
    say(fmt::format("\r\033[K{}", fitted(text, terminal_width(STDERR_FILENO).value_or(80) - 1)));
    is_shown = true;
  }
  if (is_shown) say("\r\033[K");
}

}  // namespace spoor
