#include "cli/companions/index_file.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <memory>

#include "compiler/engine.h"
#include "lang/source.h"
#include "lang/values/wide_hash.h"

namespace spoor {

namespace {

constexpr std::string_view kPrefix = "rules-";
constexpr std::size_t kMostBytes = 256U << 20;
constexpr std::time_t kDay = 24 * 60 * 60;
constexpr std::time_t kUnused = 30 * kDay;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// Paths that are not absolute count as unset.
std::string cache_folder() {
  if (!variable("SPOOR_NO_CACHE").empty()) return {};
  if (const std::string named = variable("XDG_CACHE_HOME"); named.starts_with('/')) return named + "/spoor";
  if (const std::string home = variable("HOME"); home.starts_with('/')) return home + "/.cache/spoor";
  return {};
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { finish(); }

  int number() const { return number_; }
  bool finish() { return number_ < 0 || close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

// With the folders above it. Those that are new are for their owner alone.
void make_folder(const std::string& folder) {
  if (mkdir(folder.c_str(), 0700) == 0 || errno != ENOENT) return;
  const std::string above(folder_of(folder));
  if (above.empty()) return;
  make_folder(above);
  mkdir(folder.c_str(), 0700);
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

// Indices of folders that are gone, mostly, and what writers left behind that were interrupted.
void delete_unused(const std::string& folder) {
  const std::unique_ptr<DIR, int (*)(DIR*)> entries(opendir(folder.c_str()), closedir);
  if (entries == nullptr) return;
  const int here = dirfd(entries.get());
  const std::time_t now = std::time(nullptr);
  while (const dirent* entry = readdir(entries.get())) {
    struct stat found {};
    if (!std::string_view(entry->d_name).starts_with(kPrefix)) continue;
    if (fstatat(here, entry->d_name, &found, AT_SYMLINK_NOFOLLOW) != 0) continue;
    if (S_ISREG(found.st_mode) && found.st_mtime < now - kUnused) unlinkat(here, entry->d_name, 0);
  }
}

}  // namespace

std::string index_file(std::string_view folder_identity) {
  const std::string folder = cache_folder();
  if (folder.empty()) return {};
  WideHash hash;
  hash.add(folder_identity);
  return fmt::format("{}/{}{:016x}{:016x}", folder, kPrefix, static_cast<std::uint64_t>(hash.value() >> 64),
                     static_cast<std::uint64_t>(hash.value()));
}

std::optional<std::string> read_index_file(const std::string& file) {
  const Descriptor opened(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat found {};
  if (opened.number() < 0 || fstat(opened.number(), &found) != 0) return std::nullopt;
  const auto size = static_cast<std::size_t>(found.st_size);
  if (!S_ISREG(found.st_mode) || found.st_uid != geteuid() || size > kMostBytes) return std::nullopt;
  std::string bytes(size, '\0');
  std::size_t filled = 0;
  while (filled < size) {
    const ssize_t count = read(opened.number(), bytes.data() + filled, size - filled);
    if (count == 0 || (count < 0 && errno != EINTR)) return std::nullopt;
    if (count > 0) filled += static_cast<std::size_t>(count);
  }
  if (found.st_mtime < std::time(nullptr) - kDay) futimens(opened.number(), nullptr);  // it is in use
  return bytes;
}

void write_index_file(const std::string& file, std::string_view bytes) {
  if (bytes.size() > kMostBytes) return;
  const std::string folder(folder_of(file));
  make_folder(folder);
  std::string beside = file + ".XXXXXX";
  Descriptor opened(mkostemp(beside.data(), O_CLOEXEC));  // for its owner alone
  if (opened.number() < 0) return;
  const bool is_whole = write_all(opened.number(), bytes) && opened.finish();
  if (!is_whole || std::rename(beside.c_str(), file.c_str()) != 0) {
    unlink(beside.c_str());
    return;
  }
  delete_unused(folder);
}

// Two builds of one version differ in what the linker wrote and when.
std::uint64_t build_number() {
  struct stat found {};
  if (stat("/proc/self/exe", &found) != 0) found = {};
  WideHash hash;
  hash.add(fmt::format("{} {} {} {}", engine_version(), found.st_size, found.st_mtim.tv_sec, found.st_mtim.tv_nsec));
  return static_cast<std::uint64_t>(hash.value());
}

}  // namespace spoor
