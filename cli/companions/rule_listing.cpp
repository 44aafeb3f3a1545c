#include "cli/companions/rule_listing.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <memory>

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

}  // namespace

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

std::string path_in(std::string_view folder, std::string_view name) {
  std::string path(folder);
  if (!path.empty() && !path.ends_with('/')) path += '/';
  return path += name;
}

}  // namespace spoor
