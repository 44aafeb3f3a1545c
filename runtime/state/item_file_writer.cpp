#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include "runtime/state/item_file_layout.h"

namespace spoor {

namespace {

using Done = tl::expected<void, std::string>;

constexpr int kLevel = 3;  // of zstd

// What a link leads to.
std::string resolved_target(const std::string& file) {
  std::error_code error;
  const std::filesystem::path target = std::filesystem::weakly_canonical(file, error);
  return error ? file : target.string();
}

}  // namespace

ItemFileWriter::ItemFileWriter(int descriptor, ItemFileKind kind, std::string file, std::string beside)
    : descriptor_(descriptor), kind_(kind), file_(std::move(file)), beside_(std::move(beside)) {}

ItemFileWriter::~ItemFileWriter() {
  if (descriptor_ >= 0) close(descriptor_);
  if (!beside_.empty()) std::remove(beside_.c_str());
}

tl::expected<std::unique_ptr<ItemFileWriter>, std::string> ItemFileWriter::create(const std::string& file,
                                                                                  ItemFileKind kind) {
  const std::string target = resolved_target(file);
  struct stat known {};
  if (stat(target.c_str(), &known) == 0 && !S_ISREG(known.st_mode)) {
    return tl::unexpected(fmt::format("{}: cannot be written: it is no regular file", file));
  }
  std::string beside = fmt::format("{}.{}.part", target, getpid());
  const int descriptor = open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) return tl::unexpected(fmt::format("{}: cannot be written: {}", file, std::strerror(errno)));
  std::unique_ptr<ItemFileWriter> writer(new ItemFileWriter(descriptor, kind, target, std::move(beside)));
  const std::string head(sizeof(item_file::FileHead), '\0');  // is known at the end
  if (auto done = writer->write(head); !done) return tl::unexpected(done.error());
  return writer;
}

Done ItemFileWriter::add(ItemKind kind, std::string_view item) {
  if (item.size() > kMaxItem) {
    return tl::unexpected(fmt::format("{}: what one record is to a rule takes {} bytes: at most {} can be kept", file_,
                                      item.size(), kMaxItem));
  }
  const auto size = static_cast<std::uint32_t>(item.size());
  std::string full;
  {
    const std::lock_guard lock(adding_);
    block_ += static_cast<char>(kind);
    block_ += item_file::bytes_of(size);
    block_ += item;
    ++item_count_;
    if (block_.size() < item_file::kBlock) return {};
    full.swap(block_);
    block_.reserve(full.capacity() < 2 * item_file::kBlock ? full.capacity() : item_file::kBlock);
  }
  return write_block(full);
}

// Several threads compress at once, and write one after the other.
Done ItemFileWriter::write_block(std::string_view block) {
  std::string stored(ZSTD_compressBound(block.size()), '\0');
  const std::size_t size = ZSTD_compress(stored.data(), stored.size(), block.data(), block.size(), kLevel);
  const std::lock_guard lock(writing_);
  if (ZSTD_isError(size) != 0) return failure(ENOMEM);
  stored.resize(size);
  item_file::BlockHead head{static_cast<std::uint32_t>(size), static_cast<std::uint32_t>(block.size()), 0};
  head.checksum = item_file::checksum_of(block_count_++, head, stored);
  auto done = write(item_file::bytes_of(head));
  return done ? write(stored) : done;
}

Done ItemFileWriter::write(std::string_view bytes) {
  while (error_.empty() && !bytes.empty()) {
    const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
      size_ += static_cast<std::uint64_t>(count);
    } else if (errno != EINTR) {
      return failure(errno);
    }
  }
  return error_.empty() ? Done() : Done(tl::unexpected(error_));
}

Done ItemFileWriter::finish(const std::vector<std::string>& sections) {
  if (!block_.empty()) {
    if (auto done = write_block(std::exchange(block_, {})); !done) return done;
  }
  item_file::FileHead head;
  head.kind = static_cast<std::uint32_t>(kind_);
  head.section_count = static_cast<std::uint32_t>(sections.size());
  head.item_count = item_count_;
  head.sections_at = size_;
  std::string all;
  for (const std::string& section : sections) {
    const std::uint64_t size = section.size();
    all += item_file::bytes_of(size);
    all += section;
  }
  if (auto done = write(all); !done) return done;
  head.size = size_;
  head.sections_checksum = checksum(all);
  head.checksum = item_file::checksum_of(head);
  if (lseek(descriptor_, 0, SEEK_SET) != 0) return failure(errno);
  if (auto done = write(item_file::bytes_of(head)); !done) return done;
  size_ = head.size;
  return take_place();
}

// On the disk before it is seen, and seen before this returns.
Done ItemFileWriter::take_place() {
  if (fsync(descriptor_) != 0) return failure(errno);
  if (close(std::exchange(descriptor_, -1)) != 0) return failure(errno);
  if (std::rename(beside_.c_str(), file_.c_str()) != 0) return failure(errno);
  beside_.clear();
  const std::string folder = std::filesystem::path(file_).parent_path().string();
  const int descriptor = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return {};  // a folder that may not be listed: the file is there
  fsync(descriptor);
  close(descriptor);
  return {};
}

tl::unexpected<std::string> ItemFileWriter::failure(int error) {
  if (error_.empty()) error_ = fmt::format("{}: cannot be written: {}", file_, std::strerror(error));
  return tl::unexpected(error_);
}

}  // namespace spoor
