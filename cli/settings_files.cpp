#include "cli/settings_files.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "cli/render/diagnostics.h"
#include "cli/terminal.h"

namespace spoor {

namespace {

namespace fs = std::filesystem;

// The nearest settings for the files of a folder; remembers what it found.
class Finder {
 public:
  std::string find(const fs::path& folder) {
    const auto known = found_.find(folder.string());
    if (known != found_.end()) return known->second;
    std::error_code error;
    const fs::path here = folder / std::string(kSettingsFile);
    std::string found;
    if (fs::is_regular_file(here, error)) {
      found = here.string();
    } else if (const fs::path absolute = fs::absolute(folder, error).lexically_normal(); absolute.has_relative_path()) {
      const fs::path parent = absolute.has_filename() ? absolute.parent_path() : absolute.parent_path().parent_path();
      found = find(parent);
    }
    return found_[folder.string()] = found;
  }

 private:
  std::map<std::string, std::string> found_;
};

std::optional<std::string> read_text(const std::string& path) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  if (error) {
    print_error(fmt::format("{}: {}", path, error.message()));
    return std::nullopt;
  }
  if (size > kMaxSettings) {
    print_error(fmt::format("{}: is larger than {} MB, which no settings are", path, kMaxSettings >> 20U));
    return std::nullopt;
  }
  std::ifstream in(path, std::ios::binary);
  std::string text(size, '\0');
  in.read(text.data(), static_cast<std::streamsize>(size));
  if (!in) {
    print_error(fmt::format("{}: cannot be read", path));
    return std::nullopt;
  }
  return text;
}

std::optional<PackSettings> read_file(const std::string& path, const ScreenOptions& screen) {
  auto text = read_text(path);
  if (!text) return std::nullopt;
  Sources sources;
  Diagnostics diagnostics;
  const SourceId source = sources.add(path, std::move(*text));
  PackSettings settings = read_settings(sources, source, diagnostics);
  if (diagnostics.empty()) return settings;
  sort_and_unique(diagnostics);
  say(render_text({.diagnostics = diagnostics, .sources = sources, .color = wants_color(screen.color, STDERR_FILENO)}));
  return std::nullopt;
}

}  // namespace

std::optional<std::vector<SettingsGroup>> settings_of(const std::vector<SourceText>& files, const std::string& path,
                                                      const ScreenOptions& screen) {
  std::vector<SettingsGroup> groups;
  Finder finder;
  bool is_sound = true;
  for (const SourceText& file : files) {
    const fs::path folder = fs::path(file.name).parent_path();
    std::string own = path.empty() ? finder.find(folder.empty() ? fs::path(".") : folder) : path;
    const auto known =
        std::find_if(groups.begin(), groups.end(), [&](const SettingsGroup& group) { return group.path == own; });
    if (known != groups.end()) {
      known->files.insert(file.name);
      continue;
    }
    auto settings = own.empty() ? PackSettings{} : read_file(own, screen);
    is_sound = is_sound && settings.has_value();
    groups.push_back({std::move(own), settings ? std::move(*settings) : PackSettings{}, {file.name}});
  }
  if (!is_sound) return std::nullopt;
  return groups;
}

}  // namespace spoor
