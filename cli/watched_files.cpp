#include "cli/watched_files.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

namespace spoor {

namespace {

constexpr int kPause = 300;  // milliseconds between looks

// Rules, and the files of lists, tables and settings.
bool is_read_by_rules(const std::filesystem::path& path) {
  constexpr std::array<std::string_view, 6> kEndings = {".spoor", ".txt", ".csv", ".json", ".mmdb", ".toml"};
  return std::find(kEndings.begin(), kEndings.end(), path.extension().string()) != kEndings.end();
}

void append_state(const std::filesystem::path& path, std::string& out) {
  struct stat found {};
  if (stat(path.c_str(), &found) != 0) return;
  out += fmt::format("{}\n{} {} {} {}\n", path.string(), found.st_mtim.tv_sec, found.st_mtim.tv_nsec, found.st_size,
                     found.st_ino);
}

}  // namespace

std::string WatchedFiles::state() const {
  std::vector<std::filesystem::path> files;
  for (const std::string& path : paths_) {
    std::error_code ignored;
    if (!std::filesystem::is_directory(path, ignored)) {
      files.emplace_back(path);
      continue;
    }
    constexpr auto kOptions = std::filesystem::directory_options::skip_permission_denied;
    auto entry = std::filesystem::recursive_directory_iterator(path, kOptions, ignored);
    for (; !ignored && entry != std::filesystem::recursive_directory_iterator(); entry.increment(ignored)) {
      if (is_read_by_rules(entry->path())) files.push_back(entry->path());
    }
  }
  std::sort(files.begin(), files.end());
  std::string out;
  for (const std::filesystem::path& file : files) append_state(file, out);
  return out;
}

bool WatchedFiles::wait(int stop) {
  while (true) {
    pollfd waiting{stop, POLLIN, 0};
    if (poll(&waiting, 1, kPause) > 0) return false;
    std::string now = state();
    if (now == state_) continue;
    state_ = std::move(now);
    return true;
  }
}

}  // namespace spoor
