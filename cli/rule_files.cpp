#include "cli/rule_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/builtin_files.h"
#include "lang/lexeme.h"
#include "lang/syntax.h"

namespace spoor {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBuiltin = "builtin";

// The name in a file's `pack` header; empty if it does not begin with one.
std::string_view header_name(std::string_view text) {
  const std::uint32_t at = skip_spacing(text, 0);
  if (word_length(text.substr(at)) != 4 || text.substr(at, 4) != "pack") return {};
  const std::uint32_t name = skip_spacing(text, at + 4);
  return text.substr(name, tag_length(text.substr(name)));
}

std::string_view folder_of(std::string_view name) { return name.substr(0, std::min(name.rfind('/'), name.size())); }

std::vector<SourceText> builtin_rules() {
  std::vector<SourceText> files;
  for (const BuiltinFile& file : builtin_files()) {
    if (file.name.ends_with(".spoor")) files.push_back({fmt::format("builtin/{}", file.name), std::string(file.text)});
  }
  return files;
}

tl::expected<SourceText, std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  if (!in || !(text << in.rdbuf() || in.peek() == std::ifstream::traits_type::eof())) {
    return tl::unexpected(fmt::format("{}: cannot be read", path));
  }
  return SourceText{path, text.str()};
}

// Files below a folder in name order, hidden ones left out.
std::vector<std::string> rule_paths(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with('.')) {
      if (entry->is_directory()) entry.disable_recursion_pending();
    } else if (name.ends_with(".spoor") && entry->is_regular_file()) {
      paths.push_back(entry->path().string());
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

tl::expected<std::vector<SourceText>, std::string> RuleSource::pack(std::string_view name) const {
  for (const std::vector<SourceText>& files : {given_, builtin_rules()}) {
    const auto header = std::find_if(files.begin(), files.end(),
                                     [&](const SourceText& file) { return header_name(file.text) == name; });
    if (header == files.end()) continue;
    std::vector<SourceText> pack;
    for (const SourceText& file : files) {
      if (folder_of(file.name) == folder_of(header->name)) pack.push_back(file);
    }
    return pack;
  }
  return tl::unexpected(std::string("it is neither among the rules given nor among those that ship"));
}

std::vector<std::string> RuleSource::pack_names() const {
  std::vector<std::string> names;
  for (const std::vector<SourceText>& files : {given_, builtin_rules()}) {
    for (const SourceText& file : files) {
      const std::string_view name = header_name(file.text);
      if (!name.empty()) names.emplace_back(name);
    }
  }
  return names;
}

tl::expected<std::vector<SourceText>, std::string> read_rule_files(const std::vector<std::string>& paths) {
  std::vector<SourceText> files;
  for (const std::string& path : paths) {
    if (path == kBuiltin) {
      for (SourceText& file : builtin_rules()) files.push_back(std::move(file));
      continue;
    }
    std::error_code error;
    if (!fs::exists(path, error)) return tl::unexpected(fmt::format("{}: there is no such rule file or folder", path));
    const bool is_folder = fs::is_directory(path, error);
    const std::vector<std::string> found = is_folder ? rule_paths(path) : std::vector<std::string>{path};
    if (found.empty()) return tl::unexpected(fmt::format("{}: the folder has no .spoor files", path));
    for (const std::string& file : found) {
      auto text = read_file(file);
      if (!text) return tl::unexpected(text.error());
      const bool is_known =
          std::any_of(files.begin(), files.end(), [&](const SourceText& f) { return f.name == file; });
      if (!is_known) files.push_back(std::move(*text));
    }
  }
  return files;
}

std::string_view builtin_sensitive_table() {
  for (const BuiltinFile& file : builtin_files()) {
    if (file.name.ends_with("sensitive.tsv")) return file.text;
  }
  return {};
}

}  // namespace spoor
