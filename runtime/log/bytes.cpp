#include "runtime/log/bytes.h"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

namespace spoor {

namespace {

constexpr std::size_t kHeadSize = 512;  // a tar header's magic stands at byte 257
constexpr int kMaxLayers = 4;

class FileBytes : public ByteSource {
 public:
  explicit FileBytes(int descriptor) : descriptor_(descriptor) {}
  ~FileBytes() override { close(descriptor_); }
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;

  tl::expected<std::size_t, std::string> read(std::span<char> out) override {
    while (true) {
      const ssize_t count = ::read(descriptor_, out.data(), out.size());
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR) return tl::unexpected(fmt::format("cannot be read: {}", std::strerror(errno)));
    }
  }

 private:
  int descriptor_;
};

class StreamBytes : public ByteSource {
 public:
  StreamBytes(int descriptor, int stop) : bytes_(descriptor), descriptor_(descriptor), stop_(stop) {}

  tl::expected<std::size_t, std::string> read(std::span<char> out) override {
    std::array<pollfd, 2> waited = {{{stop_, POLLIN, 0}, {descriptor_, POLLIN, 0}}};  // poll() leaves out a -1
    while (poll(waited.data(), waited.size(), -1) < 0 && errno == EINTR) {
    }
    if (waited[0].revents != 0) return tl::unexpected(std::string("reading it was interrupted"));
    return bytes_.read(out);
  }

 private:
  FileBytes bytes_;
  int descriptor_, stop_;
};

class MemoryBytes : public ByteSource {
 public:
  explicit MemoryBytes(std::string_view bytes, std::string error = {}) : left_(bytes), error_(std::move(error)) {}

  tl::expected<std::size_t, std::string> read(std::span<char> out) override {
    const std::size_t count = std::min(out.size(), left_.size());
    if (count == 0 && !out.empty() && !error_.empty()) return tl::unexpected(error_);
    std::copy_n(left_.data(), count, out.data());
    left_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view left_;
  std::string error_;
};

class StringBytes : public ByteSource {
 public:
  explicit StringBytes(std::string bytes) : bytes_(std::move(bytes)), view_(bytes_) {}
  tl::expected<std::size_t, std::string> read(std::span<char> out) override { return view_.read(out); }

 private:
  std::string bytes_;
  MemoryBytes view_;
};

class HeadedBytes : public ByteSource {
 public:
  HeadedBytes(std::string head, std::unique_ptr<ByteSource> rest) : head_(std::move(head)), rest_(std::move(rest)) {}

  tl::expected<std::size_t, std::string> read(std::span<char> out) override {
    const auto count = head_.read(out);
    return *count > 0 || out.empty() ? count : rest_->read(out);
  }

 private:
  StringBytes head_;
  std::unique_ptr<ByteSource> rest_;
};

class BudgetedBytes : public ByteSource {
 public:
  BudgetedBytes(std::unique_ptr<ByteSource> inner, std::uint64_t& budget) : inner_(std::move(inner)), budget_(budget) {}

  tl::expected<std::size_t, std::string> read(std::span<char> out) override {
    const auto count = inner_->read(out);
    if (!count) return count;
    if (*count > budget_) {
      budget_ = 0;
      return tl::unexpected(std::string("unpacks to far too many bytes"));
    }
    budget_ -= *count;
    return count;
  }

 private:
  std::unique_ptr<ByteSource> inner_;
  std::uint64_t& budget_;
};

struct KnownContainer {
  std::size_t offset;
  std::string_view magic;
  std::string_view reason;
};

constexpr std::array<KnownContainer, 14> kNoLogs = {{
    {0, "PK\x03\x04", "a zip archive: unpack it first"},
    {0, std::string_view("PK\x05\x06"), "an empty zip archive"},
    {257, "ustar", "a tar archive: unpack it first"},
    {0, "BZh", "bzip2: unpack it first"},
    {0,
     "\xFD"
     "7zXZ",
     "xz: unpack it first"},
    {0, "7z\xBC\xAF", "a 7z archive: unpack it first"},
    {0, "PAR1", "a Parquet file: convert it to JSON first"},
    {0, "Obj\x01", "an Avro file: convert it to JSON first"},
    {0, "SQLite format 3", "an SQLite database: export it as JSON first"},
    {0, "ElfFile", "a Windows event log: export it as JSON first"},
    {0, "\xFF\xFE", "UTF-16: convert it to UTF-8 first"},
    {0, "\xFE\xFF", "UTF-16: convert it to UTF-8 first"},
    {0,
     "\x7F"
     "ELF",
     "a program"},
    {0, "%PDF-", "a PDF file"},
}};

bool has_at(std::string_view text, std::size_t offset, std::string_view magic) {
  return text.size() >= offset && text.substr(offset).starts_with(magic);
}

}  // namespace

std::unique_ptr<ByteSource> bytes_of_file(int descriptor) { return std::make_unique<FileBytes>(descriptor); }
std::unique_ptr<ByteSource> bytes_of_stream(int descriptor, int stop) {
  return std::make_unique<StreamBytes>(descriptor, stop);
}
std::unique_ptr<ByteSource> bytes_of_memory(std::string_view bytes, std::string error) {
  return std::make_unique<MemoryBytes>(bytes, std::move(error));
}
std::unique_ptr<ByteSource> with_head(std::string head, std::unique_ptr<ByteSource> rest) {
  return std::make_unique<HeadedBytes>(std::move(head), std::move(rest));
}

tl::expected<std::size_t, std::string> read_fully(ByteSource& source, std::span<char> out) {
  std::size_t filled = 0;
  while (filled < out.size()) {
    const auto count = source.read(out.subspan(filled));
    if (!count) return filled > 0 ? tl::expected<std::size_t, std::string>(filled) : count;
    if (*count == 0) break;
    filled += *count;
  }
  return filled;
}

tl::expected<Unpacked, std::string> unpack(std::unique_ptr<ByteSource> source, std::uint64_t* budget) {
  for (int layer = 0; layer <= kMaxLayers; ++layer) {
    std::string head(kHeadSize, '\0');
    const auto count = read_fully(*source, head);
    if (!count) return tl::unexpected(count.error());
    head.resize(*count);
    if (head.empty()) return Unpacked{nullptr, "empty"};
    for (const KnownContainer& known : kNoLogs) {
      if (has_at(head, known.offset, known.magic)) return Unpacked{nullptr, std::string(known.reason)};
    }
    const bool is_gzip = head.starts_with("\x1F\x8B");
    const bool is_zstd = head.starts_with("\x28\xB5\x2F\xFD");
    if (head.starts_with("\xEF\xBB\xBF")) head.replace(0, 3, "   ");  // a byte order mark says nothing here
    source = with_head(std::move(head), std::move(source));
    if (!is_gzip && !is_zstd) return Unpacked{std::move(source), {}};
    const std::size_t at_once = budget == nullptr ? kUnpackedAtOnce : std::min(kUnpackedAtOnce, *budget);
    source = is_gzip ? gunzip(std::move(source), at_once) : unzstd(std::move(source));
    if (budget != nullptr) source = std::make_unique<BudgetedBytes>(std::move(source), *budget);
  }
  return tl::unexpected(fmt::format("is packed in more than {} layers", kMaxLayers));
}

}  // namespace spoor
