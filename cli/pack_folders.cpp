#include "cli/pack_folders.h"

#include <algorithm>
#include <filesystem>

#include "cli/rule_files.h"
#include "lang/lexeme.h"
#include "lang/syntax.h"

namespace spoor {

namespace {

namespace fs = std::filesystem;

// Rule files in the folder itself, in name order; none if there is no such folder.
std::vector<std::string> rule_files_in(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::error_code entry_error;
    if (name.ends_with(".spoor") && !name.starts_with('.') && entry->is_regular_file(entry_error)) {
      paths.push_back(entry->path().string());
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::string inside(const std::string& folder, std::string_view name) {
  return (fs::path(folder) / fs::path(name)).string();
}

}  // namespace

std::string_view header_name(std::string_view text) {
  const std::uint32_t at = skip_spacing(text, text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  if (word_length(text.substr(at)) != 4 || text.substr(at, 4) != "pack") return {};
  const std::uint32_t name = skip_spacing(text, at + 4);
  return text.substr(name, tag_length(text.substr(name)));
}

FoundPack pack_in(const std::string& folder, std::string_view name) {
  std::vector<SourceText> files;
  bool is_found = false;
  for (const std::string& path : rule_files_in(folder)) {
    auto text = read_rule_file(path);
    if (!text) return tl::unexpected(text.error());
    is_found = is_found || header_name(*text) == name;
    files.push_back({path, std::move(*text)});
  }
  if (!is_found) return std::nullopt;
  return files;
}

FoundPack pack_below(const std::string& folder, std::string_view name) {
  std::string nested(name);
  std::replace(nested.begin(), nested.end(), '.', '/');
  auto found = pack_in(inside(folder, nested), name);
  if (!found || *found || nested == name) return found;
  return pack_in(inside(folder, name), name);
}

std::vector<std::string> pack_names_in(const std::string& folder) {
  std::vector<std::string> folders = {folder};
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code entry_error;
    if (entry->is_directory(entry_error)) folders.push_back(entry->path().string());
  }
  std::vector<std::string> names;
  for (const std::string& place : folders) {
    for (const std::string& path : rule_files_in(place)) {
      const auto text = read_rule_file(path);
      const std::string_view name = text ? header_name(*text) : std::string_view();
      if (!name.empty()) names.emplace_back(name);
    }
  }
  return names;
}

}  // namespace spoor
