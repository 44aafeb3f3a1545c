#include "cli/rule_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <unordered_set>
#include <utility>

#include "cli/builtin_files.h"
#include "cli/companions/file_identity.h"
#include "lang/header_name.h"
#include "runtime/lookup/database.h"
#include "runtime/match/compiled_pack.h"

namespace spoor {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBuiltin = "builtin";
constexpr std::size_t kMaxFile = 16U << 20;

std::string builtin_name(const BuiltinFile& file) { return fmt::format("builtin/{}", file.name); }

const std::vector<SourceText>& builtin_rules() {
  static const std::vector<SourceText> kFiles = [] {
    std::vector<SourceText> files;
    for (const BuiltinFile& file : builtin_files()) {
      if (file.name.ends_with(".spoor")) files.push_back({builtin_name(file), std::string(file.text)});
    }
    return files;
  }();
  return kFiles;
}

tl::expected<std::string, std::string> read_all(std::istream& in, const std::string& path, std::size_t limit) {
  std::string text;
  std::error_code error;
  const std::uintmax_t size = fs::is_regular_file(path, error) ? fs::file_size(path, error) : 0;
  if (!error && size <= limit) text.reserve(size);
  std::array<char, 64U << 10> block;
  // A device may have no end, so it is not read before it is measured.
  while (in && text.size() <= limit) {
    in.read(block.data(), block.size());
    text.append(block.data(), static_cast<std::size_t>(in.gcount()));
  }
  if (text.size() > limit) return tl::unexpected(fmt::format("{}: is larger than {} MB", path, limit >> 20U));
  if (!in.eof()) return tl::unexpected(fmt::format("{}: cannot be read", path));
  return text;
}

tl::expected<std::string, std::string> read_file(const std::string& path, std::size_t limit) {
  std::ifstream in(path, std::ios::binary);
  return read_all(in, path, limit);
}

bool is_builtin(std::string_view rule_file) {
  return std::any_of(builtin_rules().begin(), builtin_rules().end(),
                     [rule_file](const SourceText& file) { return file.name == rule_file; });
}

// Files below a folder in name order, hidden ones left out.
tl::expected<std::vector<std::string>, std::string> rule_paths(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error, entry_error;
  fs::recursive_directory_iterator entry(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with('.')) {
      if (entry->is_directory(entry_error)) entry.disable_recursion_pending();
    } else if (name.ends_with(".spoor") && !entry->is_directory(entry_error)) {
      paths.push_back(entry->path().string());  // a link that leads nowhere is named when it is read
    }
  }
  if (error) return tl::unexpected(fmt::format("{}: cannot be listed: {}", folder, error.message()));
  if (paths.empty()) return tl::unexpected(fmt::format("{}: the folder has no .spoor files", folder));
  std::sort(paths.begin(), paths.end());
  return paths;
}

// The files that a path of `--rules` names.
tl::expected<std::vector<std::string>, std::string> files_of(const std::string& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) return rule_paths(path);
  if (!fs::exists(path, error)) return tl::unexpected(fmt::format("{}: there is no such rule file or folder", path));
  return std::vector<std::string>{path};
}

// The regular file of the system that a rule file names.
tl::expected<std::string, Source::DatabaseProblem> data_path(std::string_view rule_file, std::string_view name) {
  const auto problem = [](bool is_missing, std::string text) {
    return tl::unexpected(Source::DatabaseProblem{is_missing, std::move(text)});
  };
  if (name.empty()) return problem(false, "the name is empty");
  if (name.find('\0') != std::string_view::npos) return problem(false, "a file name has no NUL byte");
  std::string path = beside(rule_file, name);
  std::error_code error;
  if (!fs::exists(path, error)) return problem(true, fmt::format("{}: there is no such file", path));
  if (!fs::is_regular_file(path, error)) return problem(false, fmt::format("{}: is no regular file", path));
  return path;
}

}  // namespace

tl::expected<std::vector<SourceText>, std::string> RuleSource::pack(std::string_view name,
                                                                    std::string_view rule_file) const {
  auto given = pack_among(given_, name);
  if (!given.empty()) return given;
  if (!rule_file.empty() && !is_builtin(rule_file)) {
    auto below = pack_below(std::string(folder_of(rule_file)), name);
    if (!below || !below->empty()) return below;
  }
  auto found = pack_path_.pack(name);
  if (!found || !found->empty()) return found;
  auto builtin = pack_among(builtin_rules(), name);
  if (!builtin.empty()) return builtin;
  const std::vector<std::string>& folders = pack_path_.folders();
  const std::string path = folders.empty() ? "" : fmt::format(", nor in {}", fmt::join(folders, ", "));
  return tl::unexpected(fmt::format(
      "it is neither among the rules given, nor below the file's folder{}, nor among those that ship", path));
}

std::vector<std::string> RuleSource::pack_names() const {
  std::vector<std::string> names;
  for (const auto* files : {&given_, &builtin_rules()}) {
    for (const SourceText& file : *files) {
      const std::string_view name = header_name(file.text);
      if (!name.empty()) names.emplace_back(name);
    }
  }
  for (std::string& name : pack_path_.pack_names()) names.push_back(std::move(name));
  return names;
}

tl::expected<std::string, std::string> RuleSource::data(std::string_view rule_file, std::string_view name) const {
  if (is_builtin(rule_file)) {
    const std::string plain = fs::path(beside(rule_file, name)).lexically_normal().string();
    for (const BuiltinFile& file : builtin_files()) {
      if (builtin_name(file) == plain) return std::string(file.text);
    }
    return tl::unexpected(fmt::format("{}: no such file ships with Spoor", plain));
  }
  const auto path = data_path(rule_file, name);
  if (!path) return tl::unexpected(path.error().text);
  return read_file(*path, kMaxDataFile);
}

tl::expected<std::string, Source::DatabaseProblem> RuleSource::database(std::string_view rule_file,
                                                                        std::string_view name) const {
  if (is_builtin(rule_file)) return tl::unexpected(DatabaseProblem{false, "no database ships with Spoor"});
  auto path = data_path(rule_file, name);
  if (!path) return path;
  const auto opened = Database::open(*path);
  if (!opened) return tl::unexpected(DatabaseProblem{false, fmt::format("{}: {}", *path, opened.error())});
  return path;
}

namespace {

// A folder that is written in several ways is one pack, so it is known by one of them.
void share_folders(std::vector<SourceText>& files, FileIdentities& identities) {
  std::map<std::string, std::string> spellings;  // by identity
  std::set<std::string, std::less<>> seen;
  for (const SourceText& file : files) {
    const std::string folder(folder_of(file.name));
    if (!seen.insert(folder).second) continue;
    std::string& spelling = spellings[identities.of_folder(folder)];
    if (spelling.empty()) spelling = folder;
  }
  if (spellings.size() == seen.size()) return;
  for (SourceText& file : files) {
    const std::string_view folder = folder_of(file.name);
    const std::string& spelling = spellings[identities.of_folder(folder)];
    if (spelling != folder) file.folder = spelling;
  }
}

}  // namespace

tl::expected<std::string, std::string> read_rule_file(const std::string& path) { return read_file(path, kMaxFile); }

tl::expected<std::vector<SourceText>, std::string> read_rule_files(const std::vector<std::string>& paths) {
  std::vector<SourceText> files;
  std::unordered_set<std::string> known;
  FileIdentities identities;
  for (const std::string& path : paths) {
    if (path == kBuiltin) {
      if (!known.insert(path).second) continue;
      for (const SourceText& file : builtin_rules()) files.push_back(file);
      continue;
    }
    const auto found = files_of(path);
    if (!found) return tl::unexpected(found.error());
    for (const std::string& file : *found) {
      if (!known.insert(identities.of(file)).second) continue;
      if (is_compiled_pack(file)) {
        return tl::unexpected(
            fmt::format("{}: is a compiled pack, which stands alone in `scan --rules`; here the rules that it was "
                        "compiled from are needed",
                        file));
      }
      auto text = read_rule_file(file);
      if (!text) return tl::unexpected(text.error());
      files.push_back({file, std::move(*text)});
    }
  }
  share_folders(files, identities);
  return files;
}

std::vector<std::string> names_of(const std::vector<SourceText>& files) {
  std::vector<std::string> names;
  for (const SourceText& file : files) names.push_back(file.name);
  return names;
}

std::vector<Definition> read_definitions(const std::vector<std::string>& texts) {
  std::vector<Definition> out;
  for (const std::string& text : texts) {
    const std::size_t equals = text.find('=');
    out.push_back({text.substr(0, equals), text.substr(equals + 1)});
  }
  return out;
}

tl::expected<SourceText, std::string> read_standard_input() {
  auto text = read_all(std::cin, "-", kMaxFile);
  if (!text) return tl::unexpected(text.error());
  return SourceText{"-", std::move(*text)};
}

}  // namespace spoor
