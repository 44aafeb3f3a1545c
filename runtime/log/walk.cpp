#include "runtime/log/walk.h"

#include <fmt/format.h>
#include <fnmatch.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>
#include <system_error>

namespace spoor {

namespace {

namespace fs = std::filesystem;

class Walker {
 public:
  explicit Walker(const WalkOptions& options) : options_(options) {}

  void add_argument(const std::string& path) {
    if (path == kStandardInput) {
      walked_.files.push_back({{std::string(kStandardInput), "<stdin>"}, 0});
      return;
    }
    root_ = path;
    add(path, false);
  }

  Walked take() { return std::move(walked_); }

 private:
  using Identity = std::pair<dev_t, ino_t>;

  void add(const std::string& path, bool is_below) {
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) {
      walked_.bad.push_back({path, std::strerror(errno)});
      return;
    }
    const Identity identity{status.st_dev, status.st_ino};
    if (S_ISDIR(status.st_mode)) {
      add_folder(path, identity);
    } else if (!S_ISREG(status.st_mode)) {
      walked_.skipped.push_back({path, special_kind(status.st_mode)});
    } else if (!is_below || is_wanted(path)) {
      if (!seen_files_.insert(identity).second) return;
      walked_.files.push_back({{path, path}, static_cast<std::uint64_t>(status.st_size)});
    }
  }

  void add_folder(const std::string& path, const Identity& identity) {
    if (std::find(open_folders_.begin(), open_folders_.end(), identity) != open_folders_.end()) {
      walked_.skipped.push_back({path, "a link that leads back to a folder around it"});
      return;
    }
    if (!seen_folders_.insert(identity).second) return;
    std::error_code error;
    std::vector<std::string> names;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
      names.push_back(entry->path().filename().string());
    }
    if (error) walked_.bad.push_back({path, fmt::format("cannot be listed: {}", error.message())});
    std::sort(names.begin(), names.end());
    open_folders_.push_back(identity);
    for (const std::string& name : names) {
      const std::string below = fmt::format("{}{}{}", path, path.ends_with('/') ? "" : "/", name);
      if (name.starts_with('.')) {
        walked_.skipped.push_back({below, "hidden"});
      } else {
        add(below, true);
      }
    }
    open_folders_.pop_back();
  }

  static std::string special_kind(mode_t mode) {
    if (S_ISFIFO(mode)) return "a FIFO";
    if (S_ISSOCK(mode)) return "a socket";
    return "a device";
  }

  bool is_wanted(const std::string& path) const {
    const auto matches = [&](const std::vector<std::string>& globs) {
      const std::string below = path.substr(std::min(path.size(), root_.size() + (root_.ends_with('/') ? 0 : 1)));
      const std::string name = path.substr(path.rfind('/') + 1);
      return std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) {
        return fnmatch(glob.c_str(), below.c_str(), 0) == 0 || fnmatch(glob.c_str(), name.c_str(), 0) == 0;
      });
    };
    return (options_.include.empty() || matches(options_.include)) && !matches(options_.exclude);
  }

  const WalkOptions& options_;
  Walked walked_;
  std::string root_;  // the argument under way
  std::set<Identity> seen_files_;
  std::set<Identity> seen_folders_;
  std::vector<Identity> open_folders_;  // around the one under way
};

}  // namespace

Walked walk(const std::vector<std::string>& paths, const WalkOptions& options) {
  Walker walker(options);
  for (const std::string& path : paths) walker.add_argument(path);
  return walker.take();
}

}  // namespace spoor
