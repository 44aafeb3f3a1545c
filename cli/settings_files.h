#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/options.h"
#include "cli/workbench/settings/pack_settings.h"
#include "lang/source.h"

namespace spoor {

// Rule files that have one `spoor.toml`: the nearest one in the folder of the file or above it.
struct SettingsGroup {
  std::string path;  // of the settings; empty: there are none, and these are the defaults
  PackSettings settings;
  std::set<std::string> files;  // names
};

// The settings of all files, in the order of the first file of each; with `path` that one for all. Nothing, and said
// why, if one cannot be read or says what it cannot say.
std::optional<std::vector<SettingsGroup>> settings_of(const std::vector<SourceText>& files, const std::string& path,
                                                      const ScreenOptions& screen);

}  // namespace spoor
