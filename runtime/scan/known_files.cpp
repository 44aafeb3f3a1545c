#include "runtime/scan/known_files.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>

#include "lang/values/instant.h"
#include "runtime/json/text_hash.h"
#include "runtime/state/saved_bytes.h"

namespace spoor {

namespace {

constexpr std::size_t kReadAtOnce = std::size_t{1} << 20;

// Of the first `size` bytes; nothing if there are fewer, or they cannot be read.
std::optional<std::uint64_t> digest_of(const std::string& path, std::uint64_t size) {
  std::ifstream in(path, std::ios::binary);
  std::vector<char> block(kReadAtOnce);
  std::uint64_t digest = 0;
  while (size > 0) {
    const std::size_t wanted = std::min<std::uint64_t>(size, block.size());
    if (!in.read(block.data(), static_cast<std::streamsize>(wanted))) return std::nullopt;
    digest = (digest ^ TextHash({block.data(), wanted}).hash) * 0x9E3779B97F4A7C15;
    digest ^= digest >> 31;
    size -= wanted;
  }
  return digest;
}

// Paths without links. Files of one folder are asked for one behind the other, so that folder is remembered.
class RealPaths {
 public:
  std::string operator()(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    std::error_code error;
    if (slash == std::string::npos || std::filesystem::is_symlink(path, error)) return resolved(path);
    const std::string_view folder = std::string_view(path).substr(0, slash + 1);
    if (folder != folder_) {
      folder_ = folder;
      real_folder_ = resolved(folder_);
      if (!real_folder_.ends_with('/')) real_folder_ += '/';
    }
    return real_folder_ + path.substr(slash + 1);
  }

 private:
  static std::string resolved(const std::string& path) {
    std::error_code error;
    const std::filesystem::path real = std::filesystem::canonical(path, error);
    return error ? path : real.string();
  }

  std::string folder_, real_folder_;
};

std::int64_t change_time(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return 0;
  return status.st_mtim.tv_sec * kNanosecondsOfSecond + status.st_mtim.tv_nsec;
}

bool is_stream(const WalkedFile& file) { return file.input.path == kStandardInput; }

}  // namespace

KnownFiles::Choice KnownFiles::choose(Walked logs) const {
  Choice choice;
  RealPaths real_path;
  std::vector<WalkedFile> files = std::move(logs.files);
  choice.logs = std::move(logs);
  choice.logs.files.clear();
  for (WalkedFile& file : files) {
    const auto known = is_stream(file) ? files_.end() : files_.find(real_path(file.input.path));
    std::uint64_t records = 0;
    const std::int64_t changed = is_stream(file) ? 0 : change_time(file.input.path);
    if (known != files_.end()) {
      const File& then = known->second;
      const bool is_same = file.size == then.size && changed == then.changed;
      const bool begins_alike = is_same || digest_of(file.input.path, then.size) == then.digest;
      if (is_same || (begins_alike && file.size == then.size)) {
        ++choice.unchanged;
        continue;
      }
      if (begins_alike)
        records = then.last_record;
      else
        choice.changed.push_back(file.input.name);
    }
    choice.logs.files.push_back(std::move(file));
    choice.known_records.push_back(records);
    choice.change_times.push_back(changed);
  }
  return choice;
}

void KnownFiles::add(const WalkedFile& file, std::uint64_t begin, File read) {
  if (is_stream(file)) return;
  const auto digest = digest_of(file.input.path, file.size);
  if (!digest) return;  // it is shorter by now: the next run looks at it anew
  File& known = files_[RealPaths()(file.input.path)];
  read.last_record = std::max(begin, read.last_record);
  if (begin > 0) read.latest = std::max(known.latest, read.latest);
  read.size = file.size;
  read.digest = *digest;
  known = read;
}

void KnownFiles::forget_gone(Time before) {
  std::erase_if(files_, [&](const auto& entry) {
    std::error_code error;
    return entry.second.latest < before && !std::filesystem::exists(entry.first, error);
  });
}

void KnownFiles::append_to(std::string& out) const {
  save_count(files_.size(), out);
  std::string_view before;
  for (const auto& [path, file] : files_) {
    save_path(before, path, out);
    before = path;
    save_count(file.size, out);
    save_time(file.changed, out);
    save_time(static_cast<Time>(file.digest), out);
    save_count(file.last_record, out);
    save_time(file.latest, out);
  }
}

bool KnownFiles::read(std::string_view bytes) {
  constexpr std::size_t kLeastBytes = 1 + 1 + 1 + sizeof(Time) + 8 + 1 + sizeof(Time);  // of a file
  std::string path;
  SavedReader in(bytes);
  files_.clear();
  for (std::size_t left = in.length(kLeastBytes); left > 0 && !in.has_failed(); --left) {
    in.path(path);
    File file;
    file.size = in.count();
    file.changed = in.time();
    file.digest = static_cast<std::uint64_t>(in.time());
    file.last_record = in.count();
    file.latest = in.time();
    files_[path] = file;
  }
  return in.is_complete();
}

}  // namespace spoor
