#include "cli/output.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

namespace spoor {

namespace {

constexpr std::size_t kBuffer = 64U << 10;

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
  if (beside_.empty()) {
    flush();
    return;
  }
  close(descriptor_);
  std::remove(beside_.c_str());  // was not finished
}

tl::expected<Output, std::string> Output::open(const std::string& file) {
  if (file.empty() || file == "-") return Output(STDOUT_FILENO, {}, {});
  std::string beside = fmt::format("{}.{}.part", file, getpid());
  const int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor < 0) return tl::unexpected(fmt::format("{}: cannot be written: {}", file, std::strerror(errno)));
  return Output(descriptor, file, std::move(beside));
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
  if (beside_.empty()) return {};
  close(std::exchange(descriptor_, -1));
  if (std::rename(beside_.c_str(), file_.c_str()) != 0) {
    return tl::unexpected(fmt::format("{}: {}", file_, std::strerror(errno)));
  }
  return {};
}

}  // namespace spoor
