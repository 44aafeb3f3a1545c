#include "cli/companions/summary_index.h"

#include <array>
#include <cstddef>
#include <cstring>
#include <type_traits>
#include <utility>

#include "compiler/program/format.h"

namespace spoor {

namespace {

constexpr std::array<char, 8> kIndexMagic = {'S', 'P', 'O', 'O', 'R', 'I', 'X', '1'};

struct IndexHead {
  std::array<char, 8> magic = kIndexMagic;
  std::uint64_t build = 0;
  std::uint64_t checksum = 0;  // of all that follows
  std::int64_t made_at = 0;
  std::uint64_t rows = 0;
};
constexpr std::size_t kBeforeChecked = offsetof(IndexHead, made_at);

struct IndexRowHead {
  FileStamp stamp;
  std::uint64_t content_low = 0, content_high = 0;
  std::uint32_t names = 0, declares = 0, uses = 0, name_size = 0;
  std::uint32_t has_header = 0, is_for_all = 0;
};
static_assert(std::has_unique_object_representations_v<IndexHead>);
static_assert(std::has_unique_object_representations_v<IndexRowHead>);

void add_bytes(std::string& out, const void* from, std::size_t size) {
  if (size > 0) out.append(static_cast<const char*>(from), size);
}

void add_hashes(std::string& out, const std::vector<std::uint64_t>& hashes) {
  add_bytes(out, hashes.data(), hashes.size() * sizeof(std::uint64_t));
}

void add_row(std::string& out, const IndexRow& row) {
  const FileSummary& summary = row.summary;
  const auto count = [](const auto& items) { return static_cast<std::uint32_t>(items.size()); };
  const IndexRowHead head{.stamp = row.stamp,
                          .content_low = static_cast<std::uint64_t>(row.content),
                          .content_high = static_cast<std::uint64_t>(row.content >> 64),
                          .names = count(summary.names),
                          .declares = count(summary.declares),
                          .uses = count(summary.uses),
                          .name_size = count(row.name),
                          .has_header = summary.has_header,
                          .is_for_all = summary.is_for_all};
  add_bytes(out, &head, sizeof head);
  add_hashes(out, summary.names);
  add_hashes(out, summary.declares);
  add_hashes(out, summary.uses);
  out += row.name;
}

// Takes from the front of the bytes; false where too few are left.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  template <typename Value>
  bool take(Value& value) {
    static_assert(std::is_trivially_copyable_v<Value>);
    if (bytes_.size() < sizeof value) return false;
    std::memcpy(&value, bytes_.data(), sizeof value);
    bytes_.remove_prefix(sizeof value);
    return true;
  }

  bool take(std::vector<std::uint64_t>& hashes, std::uint32_t count) {
    if (bytes_.size() / sizeof(std::uint64_t) < count) return false;
    hashes.resize(count);
    const std::size_t size = count * sizeof(std::uint64_t);
    if (size > 0) std::memcpy(hashes.data(), bytes_.data(), size);
    bytes_.remove_prefix(size);
    return true;
  }

  bool take(std::string& text, std::uint32_t size) {
    if (bytes_.size() < size) return false;
    text = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return true;
  }

  std::size_t left() const { return bytes_.size(); }

 private:
  std::string_view bytes_;
};

bool take_row(Reader& from, IndexRow& row) {
  IndexRowHead head;
  if (!from.take(head)) return false;
  row.stamp = head.stamp;
  row.content = static_cast<UnsignedWide>(head.content_high) << 64 | head.content_low;
  row.summary.has_header = head.has_header != 0;
  row.summary.is_for_all = head.is_for_all != 0;
  return from.take(row.summary.names, head.names) && from.take(row.summary.declares, head.declares) &&
         from.take(row.summary.uses, head.uses) && from.take(row.name, head.name_size);
}

}  // namespace

bool is_current(const IndexRow& row, const SummaryIndex& index, const FileStamp& stamp) {
  return row.stamp == stamp && index.made_at > kClockStep && stamp.changed < index.made_at - kClockStep;
}

std::string to_bytes(const SummaryIndex& index, std::uint64_t build) {
  IndexHead head{.build = build, .made_at = index.made_at, .rows = index.rows.size()};
  std::string out;
  add_bytes(out, &head, sizeof head);
  for (const IndexRow& row : index.rows) add_row(out, row);
  head.checksum = checksum(std::string_view(out).substr(kBeforeChecked));
  std::memcpy(out.data(), &head, sizeof head);
  return out;
}

std::optional<SummaryIndex> read_index(std::string_view bytes, std::uint64_t build) {
  Reader from(bytes);
  IndexHead head;
  if (!from.take(head) || head.magic != kIndexMagic || head.build != build) return std::nullopt;
  if (checksum(bytes.substr(kBeforeChecked)) != head.checksum) return std::nullopt;
  if (head.rows > from.left() / sizeof(IndexRowHead)) return std::nullopt;
  SummaryIndex index{head.made_at, std::vector<IndexRow>(head.rows)};
  for (IndexRow& row : index.rows) {
    if (!take_row(from, row)) return std::nullopt;
  }
  if (from.left() > 0) return std::nullopt;
  return index;
}

}  // namespace spoor
