#include "cli/render/output.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

namespace spoor {

namespace {

constexpr std::size_t kBuffer = 64U << 10;

// What a link leads to, also where that is not there yet.
std::string resolved_target(const std::string& file) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::path target = file;
  for (int links = 0; links < 40 && fs::is_symlink(target, error); ++links) {
    const fs::path next = fs::read_symlink(target, error);
    if (error) break;
    target = target.parent_path() / next;  // an absolute one replaces all
  }
  return target.string();
}

}  // namespace

Output::Output(int descriptor, std::string file, std::string beside)
    : descriptor_(descriptor), file_(std::move(file)), beside_(std::move(beside)) {}

Output::Output(Output&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      file_(std::move(other.file_)),
      beside_(std::exchange(other.beside_, {})),
      buffer_(std::exchange(other.buffer_, {})),
      is_broken_(other.is_broken_),
      error_(std::move(other.error_)) {}

Output::~Output() {
  if (descriptor_ < 0) return;
  if (beside_.empty()) flush();
  if (!file_.empty()) close(descriptor_);
  if (!beside_.empty()) std::remove(beside_.c_str());  // was not finished
}

tl::expected<Output, std::string> Output::open(const std::string& file) {
  if (file.empty() || file == "-") return Output(STDOUT_FILENO, {}, {});
  const auto failure = [&file] {
    return tl::unexpected(fmt::format("{}: cannot be written: {}", file, std::strerror(errno)));
  };
  const std::string target = resolved_target(file);
  struct stat known {};
  const bool is_there = stat(target.c_str(), &known) == 0;
  if (is_there && S_ISDIR(known.st_mode)) {
    errno = EISDIR;
    return failure();
  }
  if (is_there && !S_ISREG(known.st_mode)) {
    const int descriptor = ::open(target.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return failure();
    return Output(descriptor, file, {});
  }
  // A file that is put in its place would not ask: what may not be written stays.
  constexpr mode_t kWritable = S_IWUSR | S_IWGRP | S_IWOTH;
  if (is_there && ((known.st_mode & kWritable) == 0 || access(target.c_str(), W_OK) != 0)) {
    errno = EACCES;
    return failure();
  }
  std::string beside = fmt::format("{}.{}.part", target, getpid());
  const int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0) return failure();
  if (is_there) static_cast<void>(fchmod(descriptor, known.st_mode & 07777));
  return Output(descriptor, target, std::move(beside));
}

bool Output::write(std::string_view text) {
  buffer_ += text;
  return buffer_.size() < kBuffer ? !is_broken_ : flush();
}

bool Output::flush() {
  std::string_view left = buffer_;
  while (!left.empty() && !is_broken_) {
    const ssize_t count = ::write(descriptor_, left.data(), left.size());
    if (count >= 0) {
      left.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EINTR) {
      is_broken_ = true;
      if (errno != EPIPE) error_ = std::strerror(errno);
    }
  }
  buffer_.clear();
  return !is_broken_;
}

tl::expected<void, std::string> Output::finish() {
  flush();
  if (!error_.empty()) return tl::unexpected(fmt::format("{}: {}", file_.empty() ? "standard output" : file_, error_));
  if (file_.empty()) return {};
  const bool is_closed = close(std::exchange(descriptor_, -1)) == 0;  // network file systems fail here
  if (beside_.empty() && is_closed) return {};
  if (!is_closed || std::rename(beside_.c_str(), file_.c_str()) != 0) {
    auto failure = tl::unexpected(fmt::format("{}: {}", file_, std::strerror(errno)));
    if (!beside_.empty()) std::remove(beside_.c_str());
    return failure;
  }
  return {};
}

}  // namespace spoor
