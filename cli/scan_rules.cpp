#include "cli/scan_rules.h"

#include <fmt/format.h>

#include "cli/rule_files.h"
#include "cli/run.h"
#include "cli/terminal.h"
#include "runtime/match/compiled_pack.h"

namespace spoor {

namespace {

// The first of the options that only rules as text can heed; empty if there is none.
std::string_view needs_sources(const LogOptions& logs, const RuleOptions& rules) {
  if (!rules.definitions.empty()) return "-D";
  if (!rules.pack_path.empty()) return "--pack-path";
  if (!logs.columns.empty()) return "--columns";
  if (!logs.time_path.empty()) return "--time";
  if (!logs.id_path.empty()) return "--id";
  return {};
}

std::shared_ptr<const PreparedProgram> load_compiled(const std::string& path, const LogOptions& logs,
                                                     const RuleOptions& rules) {
  if (const std::string_view option = needs_sources(logs, rules); !option.empty()) {
    print_error(fmt::format("{}: {} is settled when a pack is compiled; give it to `spoor compile`", path, option));
    return nullptr;
  }
  auto program = read_compiled_pack(path);
  if (!program) {
    print_error(program.error());
    return nullptr;
  }
  return prepare(std::move(*program));
}

}  // namespace

std::shared_ptr<const PreparedProgram> prepare_rules(const LogOptions& logs, const RuleOptions& rules,
                                                     const ScreenOptions& screen) {
  const std::vector<std::string>& paths = rules.rules;
  if (paths.size() == 1 && is_compiled_pack(paths[0])) return load_compiled(paths[0], logs, rules);
  auto files = read_rule_files(paths.empty() ? std::vector<std::string>{"builtin"} : paths);
  if (!files) {
    print_error(files.error());
    return nullptr;
  }
  const RuleSource source(*files, rules.pack_path);
  return prepare(compile({std::move(*files),
                          column_requests(logs, true),
                          read_definitions(rules.definitions),
                          {logs.time_path, logs.id_path}},
                         source),
                 screen);
}

}  // namespace spoor
