#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/lint/lint.h"
#include "lang/diagnostic.h"
#include "lang/source.h"

namespace spoor {

// The name of the file at a pack's root that says how the pack is checked.
inline constexpr std::string_view kSettingsFile = "spoor.toml";

// Larger files are refused unread: nobody writes them.
inline constexpr std::size_t kMaxSettings = std::size_t{1} << 20;

struct PackSettings {
  LintSettings lint;
  Severity fail_on = Severity::warning;         // `spoor lint` fails on findings of this level and above; off: on none
  std::optional<std::uint32_t> least_coverage;  // of the atoms of conditions by tests, in per cent
  std::vector<std::string> logs;                // for lints against logs; as written, relative to the file's folder
};

// text ─▶ settings. All that is wrong is reported: what is no TOML, keys that do not exist, values of another type, an
// engine of another version. What is right is taken.
PackSettings read_settings(const Sources& sources, SourceId source, Diagnostics& diagnostics);

// Every key that the file may have, `[lint] fail_on`, with what it says: for the manual and for a starting file.
struct SettingInfo {
  std::string_view table;  // empty: the file's own
  std::string_view key;
  std::string_view preset;   // the value that changes nothing; empty: only a missing key does
  std::string_view example;  // a value
  std::string_view sentence;
};
std::vector<SettingInfo> setting_infos();

}  // namespace spoor
