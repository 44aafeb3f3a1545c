#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lang/clause.h"
#include "runtime/scan/scan.h"

namespace spoor {

// Options that mean the same in every command that has them.

struct ScreenOptions {
  std::string color = "auto";
  bool is_quiet = false;
  bool is_verbose = false;
};

struct LogOptions {
  std::vector<std::string> paths;
  std::vector<std::string> include, exclude;
  std::string from, to;
  unsigned threads = 0;  // 0: all cores
  bool is_strict = false;
  bool unmask = false;
  std::optional<std::uint64_t> limit;
  std::string report_file;
  std::string output_file;
  std::string format;
  std::vector<std::string> columns;
};

struct RuleOptions {
  std::vector<std::string> rules;
  std::vector<std::string> only, skip, tags;
  std::string severity;
};

void add_screen_options(CLI::App& app, ScreenOptions& options);
void add_log_options(CLI::App& app, LogOptions& options);
void add_rule_options(CLI::App& app, RuleOptions& options);

// `--from` and `--to`; the error says what may be written.
tl::expected<TimeWindow, std::string> time_window(const LogOptions& options);

// Whether a stream gets colour: as asked for, else if it is a terminal and NO_COLOR is not set.
bool wants_color(const ScreenOptions& options, int descriptor);

// The columns of the terminal behind the descriptor; nothing if it is none.
std::optional<unsigned> terminal_width(int descriptor);

}  // namespace spoor
