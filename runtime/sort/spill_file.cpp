#include "runtime/sort/spill_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace spoor {

namespace {

constexpr std::size_t kWriteSize = 64U << 10;

// Not every file system has files without a name; there a named one is unlinked at once.
int open_unnamed(const std::string& folder) {
  const int descriptor = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor >= 0) return descriptor;
  std::string name = folder + "/spoor-XXXXXX";
  const int named = mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) unlink(name.c_str());
  return named;
}

}  // namespace

SpillFile::SpillFile(int descriptor, std::string folder) : descriptor_(descriptor), folder_(std::move(folder)) {}

SpillFile::SpillFile(SpillFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      folder_(std::move(other.folder_)),
      written_(other.written_),
      buffer_(std::move(other.buffer_)) {}

SpillFile& SpillFile::operator=(SpillFile&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(folder_, other.folder_);
  std::swap(written_, other.written_);
  std::swap(buffer_, other.buffer_);
  return *this;
}

SpillFile::~SpillFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

tl::expected<SpillFile, std::string> SpillFile::create(const std::string& folder) {
  SpillFile file(open_unnamed(folder), folder);
  if (file.descriptor_ < 0) return tl::unexpected(file.failure(errno));
  return file;
}

tl::expected<void, std::string> SpillFile::append(std::string_view bytes) {
  buffer_ += bytes;
  if (buffer_.size() < kWriteSize) return {};
  return flush();
}

tl::expected<void, std::string> SpillFile::flush() {
  std::string_view left = buffer_;
  while (!left.empty()) {
    const ssize_t count = write(descriptor_, left.data(), left.size());
    if (count >= 0) {
      left.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EINTR) {
      return tl::unexpected(failure(errno));
    }
  }
  written_ += buffer_.size();
  buffer_.clear();
  return {};
}

tl::expected<void, std::string> SpillFile::read_at(std::uint64_t offset, std::span<char> out) const {
  while (!out.empty()) {
    const ssize_t count = pread(descriptor_, out.data(), out.size(), static_cast<off_t>(offset));
    if (count > 0) {
      out = out.subspan(static_cast<std::size_t>(count));
      offset += static_cast<std::uint64_t>(count);
    } else if (count == 0 || errno != EINTR) {
      return tl::unexpected(failure(count == 0 ? EIO : errno));
    }
  }
  return {};
}

std::string SpillFile::failure(int error) const {
  return fmt::format("temporary file in {}: {}; TMPDIR names another folder", folder_, std::strerror(error));
}

std::string temporary_folder() {
  const char* folder = std::getenv("TMPDIR");
  return folder != nullptr && *folder != '\0' ? folder : "/tmp";
}

}  // namespace spoor
