#include <fmt/format.h>

#include <algorithm>

#include "cli/overlay/starting_overlay.h"
#include "cli/workbench/settings/pack_settings.h"
#include "compiler/lint/lint_info.h"

namespace spoor {

namespace {

constexpr std::string_view kOpening =
    "# How `spoor lint` and `spoor test` judge the rules in this folder and below it. A setting in comments has the "
    "value\n"
    "# that it has anyway, unless an example is named: take the `#` away to change it.\n";

std::string setting_text(const SettingInfo& setting) {
  const bool is_example = setting.preset.empty();
  return fmt::format("\n# {}{}\n# {} = {}\n", setting.sentence, is_example ? "; for example" : "", setting.key,
                     is_example ? setting.example : setting.preset);
}

std::string levels_text() {
  std::string out =
      "\n[levels]\n\n"
      "# Lints by id, each with its level: error, warning, note or off. `spoor lint --list` has them too.\n";
  std::size_t width = 0;
  for (const LintInfo& lint : lints()) {
    const std::string_view level = severity_names()[static_cast<std::size_t>(info(lint.kind).severity)];
    width = std::max(width, lint.id.size() + level.size());
  }
  for (const LintInfo& lint : lints()) {
    const DiagnosticInfo& row = info(lint.kind);
    const std::string setting =
        fmt::format("{} = \"{}\"", lint.id, severity_names()[static_cast<std::size_t>(row.severity)]);
    out += fmt::format("# {:<{}}  # {}\n", setting, width + std::string_view(" = \"\"").size(), row.sentence);
  }
  return out;
}

}  // namespace

std::string starting_settings() {
  std::string out(kOpening);
  std::string_view table;
  for (const SettingInfo& setting : setting_infos()) {
    if (setting.table != table) out += fmt::format("\n[{}]\n", setting.table);
    table = setting.table;
    out += setting_text(setting);
  }
  return out + levels_text();
}

}  // namespace spoor
