#include "cli/pack_folders.h"

#include <algorithm>
#include <set>
#include <utility>

#include "cli/companions/rule_listing.h"
#include "cli/rule_files.h"
#include "lang/header_name.h"

namespace spoor {

std::vector<SourceText> pack_among(const std::vector<SourceText>& files, std::string_view name) {
  std::set<std::string_view> folders;
  for (const SourceText& file : files) {
    if (header_name(file.text) == name) folders.insert(pack_folder(file));
  }
  std::vector<SourceText> pack;
  for (const SourceText& file : files) {
    if (folders.contains(pack_folder(file))) pack.push_back(file);
  }
  return pack;
}

FoundPack pack_below(const std::string& folder, std::string_view name) {
  std::string nested(name);
  std::replace(nested.begin(), nested.end(), '.', '/');
  for (const std::string& place : {path_in(folder, nested), path_in(folder, name)}) {
    std::vector<SourceText> files;
    for (const ListedFile& file : rule_files_in(place)) {
      const std::string path = path_in(place, file.name);
      auto text = read_rule_file(path);
      if (!text) return tl::unexpected(text.error());
      files.push_back({path, std::move(*text)});
    }
    auto pack = pack_among(files, name);
    if (!pack.empty()) return pack;
  }
  return {};
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
