#include "cli/companions/index_file.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <utility>

#include "compiler/engine.h"
#include "lang/source.h"
#include "lang/values/wide_hash.h"

namespace spoor {

namespace {

// Names: the prefix, as many digits, and while it is written a dot with a suffix.
constexpr std::string_view kPrefix = "rules-";
constexpr std::size_t kDigits = 32, kSuffix = 6;
constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
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
  int release() { return std::exchange(number_, -1); }
  bool finish() { return number_ < 0 || close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

// For its owner alone, and at most with the one above it, which is `.cache` as a rule. A home that is missing is not
// made.
void make_folder(const std::string& folder) {
  if (mkdir(folder.c_str(), 0700) == 0 || errno != ENOENT) return;
  mkdir(std::string(folder_of(folder)).c_str(), 0700);
  mkdir(folder.c_str(), 0700);
}

// Negative unless it is one's own, and nobody else may change what is in it.
int open_folder(const std::string& folder) {
  Descriptor opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  struct stat found {};
  if (opened.number() < 0 || fstat(opened.number(), &found) != 0) return -1;
  const bool is_own = found.st_uid == geteuid() && (found.st_mode & (S_IWGRP | S_IWOTH)) == 0;
  return is_own ? opened.release() : -1;
}

const char* name_in_folder(const std::string& file) { return file_name_of(file).data(); }

// A new file beside the index of this name, for its owner alone. Negative if there is none.
int create_beside(int folder, const std::string& index, std::string& name) {
  constexpr int kMostTries = 100;
  for (int i = 0; i < kMostTries; ++i) {
    std::array<unsigned char, kSuffix> random{};
    if (getentropy(random.data(), random.size()) != 0) return -1;
    name = index + '.';
    for (const unsigned char byte : random) name += kLetters[byte % kLetters.size()];
    const int opened = openat(folder, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (opened >= 0 || errno != EEXIST) return opened;
  }
  return -1;
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

// An index, or what a writer of one left behind.
bool is_own_name(std::string_view name) {
  if (!name.starts_with(kPrefix)) return false;
  name.remove_prefix(kPrefix.size());
  const std::size_t digits = std::min(name.find_first_not_of("0123456789abcdef"), name.size());
  if (digits != kDigits) return false;
  name.remove_prefix(digits);
  if (name.empty()) return true;
  const std::string_view suffix = name.substr(1);
  return name.front() == '.' && suffix.size() == kSuffix &&
         suffix.find_first_not_of(kLetters) == std::string_view::npos;
}

// Indices of folders that are gone, mostly, and what writers left behind that were interrupted.
void delete_unused(int folder) {
  const int listed = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (listed < 0) return;
  const std::unique_ptr<DIR, int (*)(DIR*)> entries(fdopendir(listed), closedir);
  if (entries == nullptr) {
    close(listed);
    return;
  }
  const std::time_t now = std::time(nullptr);
  while (const dirent* entry = readdir(entries.get())) {
    struct stat found {};
    if (!is_own_name(entry->d_name) || fstatat(folder, entry->d_name, &found, AT_SYMLINK_NOFOLLOW) != 0) continue;
    if (S_ISREG(found.st_mode) && found.st_mtime < now - kUnused) unlinkat(folder, entry->d_name, 0);
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
  const Descriptor folder(open_folder(std::string(folder_of(file))));
  if (folder.number() < 0) return std::nullopt;
  const Descriptor opened(
      openat(folder.number(), name_in_folder(file), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
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
  const std::string folder_name(folder_of(file)), index = name_in_folder(file);
  make_folder(folder_name);
  const Descriptor folder(open_folder(folder_name));
  if (folder.number() < 0) return;
  std::string beside;
  Descriptor opened(create_beside(folder.number(), index, beside));
  if (opened.number() < 0) return;
  const bool is_whole = write_all(opened.number(), bytes) && opened.finish();
  if (!is_whole || renameat(folder.number(), beside.c_str(), folder.number(), index.c_str()) != 0) {
    unlinkat(folder.number(), beside.c_str(), 0);
    return;
  }
  delete_unused(folder.number());
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
