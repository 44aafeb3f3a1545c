#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/render/diagnostics.h"
#include "cli/render/line_changes.h"
#include "cli/render/output.h"
#include "cli/render/quantities.h"
#include "cli/rule_files.h"
#include "cli/terminal.h"
#include "cli/write_file.h"
#include "lang/parse.h"
#include "lang/print.h"
#include "runtime/log/reader.h"

namespace spoor {

namespace {

struct FormatOptions {
  ScreenOptions screen;
  std::vector<std::string> paths;
  std::string format = "text";
  bool checks = false;
  bool shows_changes = false;
};

tl::expected<std::vector<SourceText>, std::string> read_files(const std::vector<std::string>& paths) {
  if (std::find(paths.begin(), paths.end(), "builtin") != paths.end()) {
    return tl::unexpected(std::string("builtin: the packs inside the binary cannot be written; name a file or folder"));
  }
  if (std::find(paths.begin(), paths.end(), kStandardInput) == paths.end()) return read_rule_files(paths);
  if (paths.size() > 1)
    return tl::unexpected(std::string("standard input is formatted alone: `-` takes no PATH beside it"));
  auto text = read_standard_input();
  if (!text) return tl::unexpected(text.error());
  return std::vector<SourceText>{std::move(*text)};
}

class Formatter {
 public:
  Formatter(const FormatOptions& options, Output& output) : options_(options), output_(output) {}

  void format(SourceText given) {
    const SourceId id = sources_.add(std::move(given.name), std::move(given.text));
    const SourceFile& file = sources_[id];
    files_.push_back(file.name());
    const Parsed parsed = parse(sources_, id);
    if (has_error(parsed.diagnostics)) {
      is_broken_ = true;
      found_.insert(found_.end(), parsed.diagnostics.begin(), parsed.diagnostics.end());
      return;
    }
    const std::string text = formatted(file);
    const bool is_changed = text != file.text();
    if (is_changed) ++changed_;
    if (options_.shows_changes) {
      output_.write(unified_diff(file.name(), file.text(), text));
    } else if (options_.checks) {
      if (is_changed) report_layout(file, id, text);
    } else if (file.name() == kStandardInput) {
      output_.write(text);
    } else if (is_changed && !write_file(file.name(), text)) {
      is_broken_ = true;
    }
  }

  int finish() {
    if (options_.checks && options_.format != "text") {
      output_.write(render_diagnostics({.diagnostics = found_, .sources = sources_, .files = files_}, options_.format));
    } else {
      say(render_text(
          {.diagnostics = found_, .sources = sources_, .color = wants_color(options_.screen.color, STDERR_FILENO)}));
    }
    if (const auto written = output_.finish(); !written) {
      print_error(written.error());
      return kUnusable;
    }
    const bool only_looks = options_.checks || options_.shows_changes;
    if (!options_.screen.is_quiet && options_.paths[0] != kStandardInput) {
      say(fmt::format("{}, {} {}\n", plural(files_.size(), "file"), changed_, only_looks ? "would change" : "changed"));
    }
    if (is_broken_) return kUnusable;
    return options_.checks && changed_ > 0 ? kFound : kDone;
  }

 private:
  // Where the form is first left: its name alone in text, which is what a shell goes on with.
  void report_layout(const SourceFile& file, SourceId id, std::string_view text) {
    if (options_.format == "text") {
      output_.write(file.name() + "\n");
      return;
    }
    const std::size_t end = std::min(text.size(), file.text().size());
    std::size_t at = 0;
    while (at < end && text[at] == file.text()[at]) ++at;
    const auto line_end = std::min(file.text().find('\n', at), file.text().size());
    report(found_, DiagnosticKind::not_formatted,
           {id, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(line_end)},
           "the file is not in its canonical form", "run `spoor fmt` on it");
  }

  const FormatOptions& options_;
  Output& output_;
  Sources sources_;
  Diagnostics found_;
  std::vector<std::string> files_;
  std::size_t changed_ = 0;
  bool is_broken_ = false;  // some file has errors or could not be written
};

int run_format(const FormatOptions& options) {
  auto files = read_files(options.paths);
  if (!files) {
    print_error(files.error());
    return kUnusable;
  }
  auto output = Output::open("");
  Formatter formatter(options, *output);
  for (SourceText& file : *files) formatter.format(std::move(file));
  return formatter.finish();
}

}  // namespace

void add_format_command(CLI::App& app, int& code) {
  auto options = std::make_shared<FormatOptions>();
  CLI::App* command = app.add_subcommand("fmt", "the one layout that rules have");
  command->footer(
      "examples:\n"
      "  spoor fmt --check rules/aws\n"
      "  spoor fmt --diff rules/aws/trail.spoor\n\n"
      "exit codes: 0 done, 1 --check: something would change, 2 a file that has errors, and is left as it is");
  command->add_option("PATH", options->paths, "rule files or folders, changed in place; - for standard input to output")
      ->required()
      ->type_name("");
  command->add_flag("--check", options->checks, "write nothing, name the files that would change");
  add_diagnostic_format(*command, options->format);
  command->add_flag("--diff", options->shows_changes, "write nothing, show what would change");
  add_screen_options(*command, options->screen);
  command->callback([options, &code] { code = run_format(*options); });
}

}  // namespace spoor
