#include "cli/companions/companion_folders.h"

#include <map>
#include <unordered_set>
#include <utility>

#include "cli/companions/file_identity.h"
#include "lang/header_name.h"

namespace spoor {

std::vector<CompanionFolder> companion_folders(const std::set<std::string>& paths,
                                               const std::vector<SourceText>& given) {
  std::map<std::string, bool> named;  // folders, and whether a file named there has the header
  for (const SourceText& file : given) {
    if (paths.contains(file.name)) named[std::string(pack_folder(file))] |= !header_name(file.text).empty();
  }
  std::vector<CompanionFolder> folders;
  if (named.empty()) return folders;
  FileIdentities identities;
  std::unordered_set<std::string> known;
  for (const SourceText& file : given) known.insert(identities.of(file.name));
  for (const auto& [folder, has_header] : named) {
    CompanionFolder& made = folders.emplace_back(CompanionFolder{identities.of_folder(folder), has_header, {}, {}});
    for (const ListedFile& file : rule_files_in(folder)) {
      std::string name = path_in(folder, file.name);
      if (known.insert(file.is_link ? identities.of(name) : identities.of_plain(folder, file.name)).second) {
        made.files.push_back({std::move(name), file.stamp});
      } else {
        made.given.insert(file.name);
      }
    }
  }
  return folders;
}

}  // namespace spoor
