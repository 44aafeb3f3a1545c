#include "cli/companions/companion_folders.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string_view>
#include <unordered_set>

#include "cli/companions/file_identity.h"
#include "lang/header_name.h"

namespace spoor {

namespace {

// Modulo 2^64, for a file may be given any time.
std::int64_t nanoseconds(const timespec& time) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000U +
                                   static_cast<std::uint64_t>(time.tv_nsec));
}

FileStamp stamp_of(const struct stat& found) {
  return {static_cast<std::uint64_t>(found.st_size), nanoseconds(found.st_mtim), nanoseconds(found.st_ctim),
          static_cast<std::uint64_t>(found.st_ino)};
}

struct ListedFile {
  std::string name;  // in its folder
  FileStamp stamp;
  bool is_link = false;
};

// Rule files in the folder itself, in name order; none if there is no such folder.
std::vector<ListedFile> rule_files_in(const std::string& folder) {
  std::vector<ListedFile> files;
  const std::unique_ptr<DIR, int (*)(DIR*)> entries(opendir(folder.empty() ? "." : folder.c_str()), closedir);
  if (entries == nullptr) return files;
  const int here = dirfd(entries.get());
  while (const dirent* entry = readdir(entries.get())) {
    const std::string_view name = entry->d_name;
    if (!name.ends_with(".spoor") || name.starts_with('.')) continue;
    struct stat found {};
    if (fstatat(here, entry->d_name, &found, AT_SYMLINK_NOFOLLOW) != 0) continue;
    const bool is_link = S_ISLNK(found.st_mode);
    if (is_link && fstatat(here, entry->d_name, &found, 0) != 0) continue;
    if (S_ISREG(found.st_mode)) files.push_back({std::string(name), stamp_of(found), is_link});
  }
  std::sort(files.begin(), files.end(), [](const ListedFile& a, const ListedFile& b) { return a.name < b.name; });
  return files;
}

}  // namespace

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
      std::string name = folder.empty() ? file.name : folder + "/" + file.name;
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
