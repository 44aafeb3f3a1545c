#include "cli/options.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

#include "lang/lexeme.h"

namespace spoor {

namespace {

// `-24h`: so many seconds back; nothing for another text.
std::optional<std::int64_t> seconds_back(std::string_view text) {
  if (!text.starts_with('-') || duration_length(text.substr(1)) != text.size() - 1) return std::nullopt;
  std::int64_t total = 0, number = 0;
  for (const char c : text.substr(1)) {
    if (is_digit(c)) {
      number = number * 10 + (c - '0');
      if (number > 1'000'000'000) return std::nullopt;
      continue;
    }
    const std::int64_t unit = c == 's' ? 1 : c == 'm' ? 60 : c == 'h' ? 3'600 : c == 'd' ? 86'400 : 604'800;
    total += number * unit;
    number = 0;
  }
  return total;
}

// Sets one end of the window. False if the text is no time.
bool read_end(const std::string& text, std::optional<Instant>& end, std::optional<std::int64_t>& back) {
  if (text.empty()) return true;
  if (const auto date = parse_date_literal(text)) {
    end = date->begin;
    return true;
  }
  back = seconds_back(text);
  return back.has_value();
}

}  // namespace

void add_screen_options(CLI::App& app, ScreenOptions& options) {
  app.add_option("--color", options.color, "auto, always or never")->check(CLI::IsMember({"auto", "always", "never"}));
  app.add_flag("-q,--quiet", options.is_quiet, "no report at the end, no progress");
  app.add_flag("-v,--verbose", options.is_verbose, "more in the report");
}

void add_log_options(CLI::App& app, LogOptions& options) {
  app.add_option("PATH", options.paths, "log files, folders, or - for standard input")->required();
  app.add_option("--include", options.include, "only files whose path or name matches GLOB")->type_name("GLOB");
  app.add_option("--exclude", options.exclude, "no files whose path or name matches GLOB")->type_name("GLOB");
  app.add_option("--from", options.from, "records from this time on: 2024-04-10, 2024-04-10T20:00:00Z, -24h")
      ->type_name("TIME");
  app.add_option("--to", options.to, "records before this time")->type_name("TIME");
  app.add_option("--limit", options.limit, "at most so many")->type_name("N");
  app.add_option("--threads", options.threads, "threads (default: all cores)")->type_name("N");
  app.add_flag("--strict", options.is_strict, "stop at the first record that cannot be read");
  app.add_flag("--unmask", options.unmask, "print secrets as they stand");
  app.add_option("--report", options.report_file, "write the run's figures as JSON to FILE")->type_name("FILE");
  app.add_option("-o,--output", options.output_file, "write to FILE instead of standard output")->type_name("FILE");
  app.add_option("--columns", options.columns, "columns of table and csv: paths or values, comma-separated")
      ->delimiter(',');
}

void add_rule_options(CLI::App& app, RuleOptions& options) {
  app.add_option("--rules", options.rules, "rule file or folder, or builtin (default); repeatable")->type_name("PATH");
  app.add_option("--only", options.only, "only rules whose name matches GLOB")->type_name("GLOB");
  app.add_option("--skip", options.skip, "no rules whose name matches GLOB")->type_name("GLOB");
  app.add_option("--severity", options.severity, "rules of at least LEVEL")
      ->type_name("LEVEL")
      ->check(CLI::IsMember({"info", "low", "medium", "high", "critical"}));
  app.add_option("--tag", options.tags, "only rules with tag T")->type_name("T");
}

tl::expected<TimeWindow, std::string> time_window(const LogOptions& options) {
  TimeWindow window;
  const auto unreadable = [](std::string_view name, std::string_view text) {
    return tl::unexpected(
        fmt::format("--{}: `{}` is no time: write 2024-04-10, 2024-04-10T20:00:00Z or -24h", name, text));
  };
  if (!read_end(options.from, window.from, window.from_seconds_back)) return unreadable("from", options.from);
  if (!read_end(options.to, window.to, window.to_seconds_back)) return unreadable("to", options.to);
  return window;
}

bool wants_color(const ScreenOptions& options, int descriptor) {
  if (options.color != "auto") return options.color == "always";
  const char* no_color = std::getenv("NO_COLOR");
  return isatty(descriptor) == 1 && (no_color == nullptr || *no_color == '\0');
}

std::optional<unsigned> terminal_width(int descriptor) {
  winsize size{};
  if (isatty(descriptor) != 1 || ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return std::nullopt;
  return size.ws_col;
}

}  // namespace spoor
