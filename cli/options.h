#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

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
  std::string memory = "1G";
  unsigned threads = 0;  // 0: all cores
  bool is_strict = false;
  bool unmask = false;
  std::optional<std::uint64_t> limit;
  std::string report_file;
  std::string output_file;
  std::string time_path, id_path;  // of a record; empty: where the packs say
  std::string format;
  std::vector<std::string> columns;  // as they were given, each a list
};

struct RuleOptions {
  std::vector<std::string> rules;
  std::vector<std::string> definitions;  // name=value
  std::vector<std::string> pack_path;
  std::vector<std::string> only, skip, tags;
  std::string severity;
};

// Runs that continue where the one before ended.
struct StateOptions {
  std::string folder;  // empty: they do not
  std::string lateness = "15m";
  bool closes = false;
};

void add_state_options(CLI::App& app, StateOptions& options);
void add_screen_options(CLI::App& app, ScreenOptions& options);
void add_log_options(CLI::App& app, LogOptions& options);
// Those of them that say which logs are read and how, and where what comes of it goes.
void add_reading_options(CLI::App& app, LogOptions& options);
// Of these the ones on how a run goes, not on what it reads.
void add_run_options(CLI::App& app, LogOptions& options);
// Which findings are wanted and how they are sorted, with add_record_options().
void add_window_options(CLI::App& app, LogOptions& options);
void add_rule_options(CLI::App& app, RuleOptions& options);
// Those of them that choose rules, and that give params their values.
void add_selection_options(CLI::App& app, RuleOptions& options);
// Other values for params.
void add_definitions(CLI::App& app, std::vector<std::string>& definitions);
// What is read from each record beside what rules say: its time, its identity, columns.
void add_record_options(CLI::App& app, LogOptions& options);
// Folders in which packs are looked for that rules use.
void add_pack_path(CLI::App& app, std::vector<std::string>& folders);
// Numbers of threads, from 1 on.
void add_threads(CLI::App& app, unsigned& threads);

// A repeatable option that takes one text each time, so that it does not swallow the paths behind it.
CLI::Option* add_repeatable(CLI::App& app, const std::string& name, std::vector<std::string>& texts,
                            const std::string& description);

// A count, from 0 on.
CLI::Option* add_count(CLI::App& app, const std::string& name, std::optional<std::uint64_t>& count,
                       const std::string& description);

// How what is said of rules is printed: `--format`.
void add_diagnostic_format(CLI::App& app, std::string& format);

// Takes one of the words; for another it says which one was most likely meant.
CLI::Validator one_of(std::vector<std::string> words);
CLI::Validator severity_level();

}  // namespace spoor
