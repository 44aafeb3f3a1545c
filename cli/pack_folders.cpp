#include "cli/pack_folders.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <set>

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

std::vector<SourceText> pack_among(const std::vector<SourceText>& files, std::string_view name) {
  std::set<std::string_view> folders;
  for (const SourceText& file : files) {
    if (header_name(file.text) == name) folders.insert(folder_of(file.name));
  }
  std::vector<SourceText> pack;
  for (const SourceText& file : files) {
    if (folders.contains(folder_of(file.name))) pack.push_back(file);
  }
  return pack;
}

FoundPack pack_below(const std::string& folder, std::string_view name) {
  std::string nested(name);
  std::replace(nested.begin(), nested.end(), '.', '/');
  for (const std::string& place : {inside(folder, nested), inside(folder, name)}) {
    std::vector<SourceText> files;
    for (const std::string& path : rule_files_in(place)) {
      auto text = read_rule_file(path);
      if (!text) return tl::unexpected(text.error());
      files.push_back({path, std::move(*text)});
    }
    auto pack = pack_among(files, name);
    if (!pack.empty()) return pack;
  }
  return {};
}

FoundPack companions_of(const std::set<std::string>& paths, const std::vector<SourceText>& files) {
  std::map<std::string_view, bool> folders;  // of the files that were named, and whether one of them has the header
  for (const SourceText& file : files) {
    if (paths.contains(file.name)) folders[folder_of(file.name)] |= !header_name(file.text).empty();
  }
  std::vector<SourceText> companions;
  if (folders.empty()) return companions;
  std::set<std::string> known;
  for (const SourceText& file : files) known.insert(file_identity(file.name));
  for (auto& [folder, is_pack] : folders) {
    std::vector<SourceText> others;
    for (const std::string& path : rule_files_in(folder.empty() ? "." : std::string(folder))) {
      if (!known.insert(file_identity(path)).second) continue;
      auto text = read_rule_file(path);
      if (!text) return tl::unexpected(text.error());
      is_pack |= !header_name(*text).empty();
      others.push_back({folder.empty() ? fs::path(path).filename().string() : path, std::move(*text)});
    }
    if (is_pack) std::move(others.begin(), others.end(), std::back_inserter(companions));
  }
  return companions;
}

const FoundPack& PackPath::files_of(const std::string& folder) {
  const auto known = files_.find(folder);
  if (known != files_.end()) return known->second;
  return files_.emplace(folder, read_rule_files({folder})).first->second;
}

FoundPack PackPath::pack(std::string_view name) {
  for (const std::string& folder : folders_) {
    const FoundPack& files = files_of(folder);
    if (!files) return files;
    auto pack = pack_among(*files, name);
    if (!pack.empty()) return pack;
  }
  return {};
}

std::vector<std::string> PackPath::pack_names() {
  std::vector<std::string> names;
  for (const std::string& folder : folders_) {
    const FoundPack& files = files_of(folder);
    if (!files) continue;
    for (const SourceText& file : *files) {
      const std::string_view name = header_name(file.text);
      if (!name.empty()) names.emplace_back(name);
    }
  }
  return names;
}

}  // namespace spoor
