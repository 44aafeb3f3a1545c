#include "cli/companions/file_identity.h"

#include <sys/stat.h>

#include <filesystem>

#include "cli/companions/rule_listing.h"
#include "lang/source.h"

namespace spoor {

namespace {

namespace fs = std::filesystem;

std::string canonical(const std::string& path) {
  std::error_code error;
  const fs::path known = fs::canonical(path, error);
  return error ? path : known.string();
}

}  // namespace

const std::string& FileIdentities::of_folder(std::string_view folder) {
  const auto known = folders_.find(folder);
  if (known != folders_.end()) return known->second;
  std::string identity = folder.empty() ? canonical(".") : canonical(std::string(folder) + "/");
  return folders_.emplace(folder, std::move(identity)).first->second;
}

std::string FileIdentities::of_plain(std::string_view folder, std::string_view file_name) {
  return path_in(of_folder(folder), file_name);
}

std::string FileIdentities::of(const std::string& path) {
  struct stat found {};
  if (lstat(path.c_str(), &found) != 0 || !S_ISREG(found.st_mode)) return canonical(path);
  return of_plain(folder_of(path), file_name_of(path));
}

}  // namespace spoor
