#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include <cerrno>
#include <utility>

#include "runtime/state/item_file_layout.h"
#include "runtime/state/tuple.h"

namespace spoor {

namespace {

using Done = tl::expected<void, std::string>;

std::string_view name_of(ItemFileKind kind) {
  switch (kind) {
    case ItemFileKind::tuples: return "file of tuples";
    case ItemFileKind::state: return "state of a run";
  }
  return "";
}

}  // namespace

struct ItemFileReader::Head : item_file::FileHead {};

ItemFileReader::ItemFileReader(int descriptor, std::string file)
    : descriptor_(descriptor), file_(std::move(file)), head_(std::make_unique<Head>()) {}

ItemFileReader::ItemFileReader(ItemFileReader&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      file_(std::move(other.file_)),
      head_(std::move(other.head_)),
      sections_(std::move(other.sections_)),
      at_(other.at_),
      block_count_(other.block_count_),
      items_given_(other.items_given_),
      stored_(std::move(other.stored_)),
      block_(std::move(other.block_)),
      taken_(other.taken_) {}

ItemFileReader::~ItemFileReader() {
  if (descriptor_ >= 0) close(descriptor_);
}

std::uint64_t ItemFileReader::item_count() const { return head_->item_count; }
std::uint64_t ItemFileReader::identity() const { return head_->checksum; }

tl::expected<ItemFileReader, std::string> ItemFileReader::open(const std::string& file, ItemFileKind kind) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  ItemFileReader reader(descriptor, file);
  if (descriptor < 0) return reader.refused(std::strerror(errno));
  if (auto done = reader.read_head(kind); !done) return tl::unexpected(done.error());
  if (auto done = reader.read_sections(); !done) return tl::unexpected(done.error());
  reader.at_ = sizeof(item_file::FileHead);
  return reader;
}

Done ItemFileReader::read_head(ItemFileKind kind) {
  struct stat known {};
  if (fstat(descriptor_, &known) != 0) return refused(std::strerror(errno));
  if (!S_ISREG(known.st_mode)) return refused("it is no regular file");
  const auto size = static_cast<std::uint64_t>(known.st_size);
  std::string bytes(std::min<std::uint64_t>(size, sizeof(item_file::FileHead)), '\0');
  if (auto done = read_at(0, bytes); !done) return done;
  const std::string_view magic(item_file::kMagic.data(), item_file::kMagic.size());
  if (!bytes.starts_with(magic)) return refused(fmt::format("it is no {} that Spoor wrote", name_of(kind)));
  if (bytes.size() < sizeof(item_file::FileHead)) return refused("it is cut off");
  static_cast<item_file::FileHead&>(*head_) = item_file::read_row<item_file::FileHead>(bytes);
  if (head_->byte_order == item_file::kOtherByteOrder) {
    return refused("it was written on a machine of the other byte order");
  }
  if (head_->byte_order != item_file::kByteOrder) return damaged("its byte order is unknown");
  if (head_->version != item_file::kVersion) {
    return refused(fmt::format("it has version {} of the format, and this Spoor reads version {}: write it again",
                               head_->version, item_file::kVersion));
  }
  if (head_->checksum != item_file::checksum_of(*head_)) return damaged("the checksum of its head is wrong");
  if (head_->kind != static_cast<std::uint32_t>(kind)) {
    const auto other = kind == ItemFileKind::tuples ? ItemFileKind::state : ItemFileKind::tuples;
    return head_->kind == static_cast<std::uint32_t>(other)
               ? refused(fmt::format("it is a {}, no {}", name_of(other), name_of(kind)))
               : damaged("its kind is unknown");
  }
  if (head_->size > size) return refused("it is cut off");
  if (head_->size < size) return damaged("bytes stand behind its end");
  return {};
}

Done ItemFileReader::read_sections() {
  if (head_->sections_at < sizeof(item_file::FileHead) || head_->sections_at > head_->size ||
      head_->section_count > item_file::kMaxSections) {
    return damaged("its sections are not where they must be");
  }
  std::string all(head_->size - head_->sections_at, '\0');
  if (auto done = read_at(head_->sections_at, all); !done) return done;
  if (checksum(all) != head_->sections_checksum) return damaged("the checksum of its sections is wrong");
  std::string_view left = all;
  for (std::uint32_t i = 0; i < head_->section_count; ++i) {
    if (left.size() < sizeof(std::uint64_t)) return damaged("a section is missing");
    const auto size = item_file::read_row<std::uint64_t>(left);
    left.remove_prefix(sizeof size);
    if (size > left.size()) return damaged("a section is longer than the file");
    sections_.emplace_back(left.substr(0, size));
    left.remove_prefix(size);
  }
  return left.empty() ? Done() : damaged("bytes stand behind its sections");
}

tl::expected<std::optional<ItemFileReader::Item>, std::string> ItemFileReader::next(std::uint32_t rule_count) {
  if (taken_ == block_.size()) {
    if (at_ == head_->sections_at) {
      if (items_given_ != head_->item_count) return damaged("it has not as many items as it says");
      return std::nullopt;
    }
    if (auto done = read_block(); !done) return tl::unexpected(done.error());
  }
  std::string_view left = std::string_view(block_).substr(taken_);
  if (left.size() < item_file::kItemHead) return damaged("an item is cut off");
  const auto kind = static_cast<unsigned char>(left[0]);
  const auto size = item_file::read_row<std::uint32_t>(left.substr(1));
  left.remove_prefix(item_file::kItemHead);
  if (kind > static_cast<unsigned char>(ItemKind::finding)) return damaged("the kind of an item is unknown");
  if (size > left.size()) return damaged("an item is longer than its block");
  const Item item{static_cast<ItemKind>(kind), left.substr(0, size)};
  taken_ += item_file::kItemHead + size;
  ++items_given_;
  if (item.kind == ItemKind::memory && !is_well_formed(item.bytes, rule_count)) return damaged("an item is malformed");
  return item;
}

Done ItemFileReader::read_block() {
  const std::uint64_t left = head_->sections_at - at_;
  if (left < sizeof(item_file::BlockHead)) return damaged("a block is cut off");
  std::string bytes(sizeof(item_file::BlockHead), '\0');
  if (auto done = read_at(at_, bytes); !done) return done;
  const auto head = item_file::read_row<item_file::BlockHead>(bytes);
  if (head.stored > left - sizeof head) return damaged("a block is longer than the file");
  stored_.resize(head.stored);
  if (auto done = read_at(at_ + sizeof head, stored_); !done) return done;
  if (head.checksum != item_file::checksum_of(block_count_, head, stored_)) {
    return damaged(fmt::format("the checksum of block {} is wrong", block_count_ + 1));
  }
  if (head.size == 0 || head.size > item_file::kMaxBlock) return damaged("a block has a size that none has");
  block_.resize(head.size);
  const std::size_t size = ZSTD_decompress(block_.data(), block_.size(), stored_.data(), stored_.size());
  if (ZSTD_isError(size) != 0 || size != head.size) return damaged("a block cannot be decompressed");
  at_ += sizeof head + head.stored;
  ++block_count_;
  taken_ = 0;
  return {};
}

Done ItemFileReader::read_at(std::uint64_t offset, std::string& out) const {
  for (std::size_t done = 0; done < out.size();) {
    const ssize_t count = pread(descriptor_, out.data() + done, out.size() - done, static_cast<off_t>(offset + done));
    if (count == 0) return refused("it became shorter while it was read");
    if (count > 0)
      done += static_cast<std::size_t>(count);
    else if (errno != EINTR)
      return refused(std::strerror(errno));
  }
  return {};
}

tl::unexpected<std::string> ItemFileReader::refused(std::string_view why) const {
  return tl::unexpected(fmt::format("{}: cannot be read: {}", file_, why));
}

tl::unexpected<std::string> ItemFileReader::damaged(std::string_view what) const {
  return tl::unexpected(fmt::format("{}: is damaged: {}", file_, what));
}

}  // namespace spoor
