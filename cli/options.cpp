#include "cli/options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/option_values.h"
#include "cli/render/diagnostics.h"
#include "lang/clause.h"
#include "lang/suggest.h"

namespace spoor {

namespace {

CLI::Validator size_text() {
  return CLI::Validator(
      [](std::string& text) {
        const auto size = read_size(text);
        return size ? std::string() : size.error();
      },
      "");
}

CLI::Validator definition_text() {
  return CLI::Validator(
      [](std::string& text) {
        const std::size_t equals = text.find('=');
        return equals == std::string::npos || equals == 0
                   ? fmt::format("`{}` gives no param a value: write NAME=VALUE", text)
                   : std::string();
      },
      "");
}

CLI::Validator whole_number(std::string_view least) {
  return CLI::Validator(
      [least](std::string& text) {
        const bool is_number = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
        return is_number && (text != "0" || least == "0")
                   ? std::string()
                   : fmt::format("`{}` is no count: write a whole number from {} on", text, least);
      },
      "");
}

}  // namespace

CLI::Validator one_of(std::vector<std::string> words) {
  return CLI::Validator(
      [words = std::move(words)](std::string& text) {
        if (std::find(words.begin(), words.end(), text) != words.end()) return std::string();
        const std::vector<std::string_view> candidates(words.begin(), words.end());
        const auto near = closest(text, candidates);
        const std::string meant = near ? fmt::format("did you mean `{}`? ", *near) : "";
        return fmt::format("there is no `{}`; {}it takes {}", text, meant, fmt::join(words, ", "));
      },
      "");
}

CLI::Validator severity_level() {
  const auto names = level_names();
  return one_of(std::vector<std::string>(names.begin(), names.end()));
}

CLI::Option* add_repeatable(CLI::App& app, const std::string& name, std::vector<std::string>& texts,
                            const std::string& description) {
  return app.add_option(name, texts, description)->allow_extra_args(false);
}

void add_diagnostic_format(CLI::App& app, std::string& format) {
  app.add_option("--format", format, diagnostic_formats_text())
      ->type_name("FORMAT")
      ->check(one_of(diagnostic_formats()));
}

CLI::Option* add_count(CLI::App& app, const std::string& name, std::optional<std::uint64_t>& count,
                       const std::string& description) {
  return app.add_option(name, count, description)->type_name("N")->check(whole_number("0"));
}

void add_state_options(CLI::App& app, StateOptions& options) {
  CLI::Option* folder = app.add_option("--state", options.folder,
                                       "go on where the last run with this folder ended, and leave it for the next")
                            ->type_name("DIR");
  app.add_option("--lateness", options.lateness, "how late records may come (default 15m); findings wait so long")
      ->type_name("TIME")
      ->check(CLI::Validator(
          [](std::string& text) {
            const auto lateness = read_lateness(text);
            return lateness ? std::string() : lateness.error();
          },
          ""))
      ->needs(folder);
  app.add_flag("--close", options.closes, "nothing more comes: end all that is open")->needs(folder);
}

void add_screen_options(CLI::App& app, ScreenOptions& options) {
  app.add_option("--color", options.color, "auto (default), always or never; NO_COLOR is heeded")
      ->type_name("WHEN")
      ->check(one_of({"auto", "always", "never"}));
  app.add_flag("-q,--quiet", options.is_quiet, "no report at the end, no progress");
  app.add_flag("-v,--verbose", options.is_verbose, "more in the report");
}

void add_log_options(CLI::App& app, LogOptions& options) {
  add_reading_options(app, options);
  add_window_options(app, options);
}

void add_window_options(CLI::App& app, LogOptions& options) {
  app.add_option("--from", options.from,
                 "records from this time on: 2024-04-10, 2024-04-10T20:00:00Z, or -24h before the newest record")
      ->type_name("TIME");
  app.add_option("--to", options.to, "records before this time")->type_name("TIME");
  add_count(app, "--limit", options.limit, "at most so many");
  app.add_option("--memory", options.memory, "for sorting, 64M or 2G (default 1G); more goes to files in TMPDIR")
      ->type_name("SIZE")
      ->check(size_text());
  app.add_flag("--unmask", options.unmask, "print secrets as they stand");
  add_record_options(app, options);
}

void add_reading_options(CLI::App& app, LogOptions& options) {
  app.add_option("PATH", options.paths, "log files, folders, or - for standard input")->required()->type_name("");
  add_repeatable(app, "--include", options.include, "only files whose path or name matches GLOB; repeatable")
      ->type_name("GLOB");
  add_repeatable(app, "--exclude", options.exclude, "no files whose path or name matches GLOB; repeatable")
      ->type_name("GLOB");
  app.add_flag("--strict", options.is_strict, "stop at the first record that cannot be read");
  add_run_options(app, options);
}

void add_run_options(CLI::App& app, LogOptions& options) {
  add_threads(app, options.threads);
  app.add_option("--report", options.report_file, "write the run's figures as JSON to FILE")->type_name("FILE");
  app.add_option("-o,--output", options.output_file, "write to FILE instead of standard output")->type_name("FILE");
}

void add_record_options(CLI::App& app, LogOptions& options) {
  app.add_option("--time", options.time_path, "where a record's time stands, if not where the packs say")
      ->type_name("PATH");
  app.add_option("--id", options.id_path, "where a record's identity stands, if not where the packs say")
      ->type_name("PATH");
  add_repeatable(app, "--columns", options.columns, "columns of table and csv: paths or values, comma-separated")
      ->type_name("A,B,C");
}

void add_threads(CLI::App& app, unsigned& threads) {
  app.add_option("--threads", threads, "threads (default: all cores)")->type_name("N")->check(whole_number("1"));
}

void add_rule_options(CLI::App& app, RuleOptions& options) {
  add_repeatable(app, "--rules", options.rules, "rule file or folder, compiled pack, or builtin (default); repeatable")
      ->type_name("PATH");
  add_selection_options(app, options);
}

void add_pack_path(CLI::App& app, std::vector<std::string>& folders) {
  add_repeatable(app, "--pack-path", folders, "folder in which packs are looked for that rules use; repeatable")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory);
}

void add_definitions(CLI::App& app, std::vector<std::string>& definitions) {
  add_repeatable(app, "-D", definitions, "another value for a param; repeatable")
      ->type_name("NAME=VALUE")
      ->check(definition_text());
}

void add_selection_options(CLI::App& app, RuleOptions& options) {
  add_pack_path(app, options.pack_path);
  add_definitions(app, options.definitions);
  add_repeatable(app, "--only", options.only,
                 "only rules whose name, with its pack or without, matches GLOB; repeatable")
      ->type_name("GLOB");
  add_repeatable(app, "--skip", options.skip, "no rules whose name, with its pack or without, matches GLOB; repeatable")
      ->type_name("GLOB");
  app.add_option("--severity", options.severity, "rules of at least LEVEL: info, low, medium, high, critical")
      ->type_name("LEVEL")
      ->check(severity_level());
  add_repeatable(app, "--tag", options.tags, "only rules with tag T; repeatable")->type_name("T");
}

}  // namespace spoor
