#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/overlay/starting_overlay.h"
#include "cli/rule_files.h"
#include "cli/run.h"
#include "cli/terminal.h"
#include "cli/write_file.h"
#include "lang/suggest.h"

namespace spoor {

namespace {

namespace fs = std::filesystem;

struct InitOptions {
  ScreenOptions screen;
  std::string folder;
  std::string pack = "aws";
  std::vector<std::string> pack_path;
};

// Says what pack there is instead, or why this one cannot be read.
void report_no_pack(const RuleSource& source, const std::string& name, const std::string& problem) {
  const std::vector<std::string> known = source.pack_names();
  const auto near = closest(name, std::vector<std::string_view>(known.begin(), known.end()));
  print_error(fmt::format("pack `{}`: {}", name, near ? fmt::format("did you mean `{}`?", *near) : problem));
}

// The paths that stand there already.
std::vector<std::string> taken(const std::string& folder, const std::vector<SourceText>& files) {
  std::vector<std::string> out;
  for (const SourceText& file : files) {
    const fs::path path = fs::path(folder) / file.name;
    std::error_code error;
    if (fs::symlink_status(path, error).type() != fs::file_type::not_found) out.push_back(path.string());
  }
  return out;
}

// Writes the files; false, with the reason, if one cannot be written.
bool write_files(const std::string& folder, const std::vector<SourceText>& files, bool is_quiet) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    print_error(fmt::format("{}: {}", folder, error.message()));
    return false;
  }
  for (const SourceText& file : files) {
    const std::string path = (fs::path(folder) / file.name).string();
    if (!write_file(path, file.text)) return false;
    if (!is_quiet) say(fmt::format("wrote {}\n", path));
  }
  return true;
}

int run_init(const InitOptions& options) {
  const RuleSource source({}, options.pack_path);
  auto files = source.pack(options.pack, "");
  if (!files) {
    report_no_pack(source, options.pack, files.error());
    return kUnusable;
  }
  const Inspected inspected = inspect({.files = std::move(*files), .outputs = {}, .may_lack_databases = true}, source);
  if (!is_sound(inspected.compiled, options.screen, "nothing was written")) return kUnusable;
  const auto pack = std::find_if(inspected.packs.begin(), inspected.packs.end(),
                                 [&](const LoadedPack* candidate) { return candidate->name == options.pack; });
  if (pack == inspected.packs.end()) {
    print_error(fmt::format("pack `{}`: its files have no such header", options.pack));
    return kUnusable;
  }
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const std::vector<SourceText> overlay =
      starting_overlay({**pack, inspected.compiled.sources, today, options.pack_path});
  if (const auto there = taken(options.folder, overlay); !there.empty()) {
    print_error(fmt::format("{} {} already, and nothing is overwritten; nothing was written", fmt::join(there, ", "),
                            there.size() == 1 ? "exists" : "exist"));
    return kUnusable;
  }
  if (!write_files(options.folder, overlay, options.screen.is_quiet)) return kUnusable;
  if (!options.screen.is_quiet)
    say(fmt::format("{} says what to do next\n", (fs::path(options.folder) / "README.md").string()));
  return kDone;
}

}  // namespace

void add_init_command(CLI::App& app, int& code) {
  auto options = std::make_shared<InitOptions>();
  CLI::App* command = app.add_subcommand("init", "files with which a site begins to tune a pack");
  command->footer(
      "examples:\n"
      "  spoor init site\n"
      "  spoor init --pack example.kubernetes --pack-path examples/kubernetes cluster\n\n"
      "no file is overwritten\n"
      "exit codes: 0 done, 2 no such pack, or files that stand there already");
  command->add_option("DIR", options->folder, "the folder; made if it is not there")->required()->type_name("");
  command->add_option("--pack", options->pack, "the pack to tune (default aws)")->type_name("NAME");
  add_pack_path(*command, options->pack_path);
  add_screen_options(*command, options->screen);
  command->callback([options, &code] { code = run_init(*options); });
}

}  // namespace spoor
