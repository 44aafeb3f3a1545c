#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "compiler/program/format.h"

namespace spoor {

namespace {

using Loaded = tl::expected<void, std::string>;

Loaded refused(std::string reason) { return tl::unexpected(std::move(reason)); }

// REQUIRES: bytes.size() >= sizeof(Row).
template <typename Row>
Row read_row(std::string_view bytes) {
  Row row;
  std::memcpy(&row, bytes.data(), sizeof row);
  return row;
}

Loaded check_header(std::string_view bytes) {
  if (bytes.size() < kMagic.size() || !std::equal(kMagic.begin(), kMagic.end(), bytes.begin())) {
    return refused("this is no compiled pack");
  }
  if (bytes.size() < sizeof(FileHeader)) return refused("the compiled pack is cut off");
  const auto header = read_row<FileHeader>(bytes);
  if (header.version != kFormatVersion || header.section_count != kSectionCount ||
      header.layout != layout_of_tables()) {
    return refused("the compiled pack was written by another version of Spoor: compile it again");
  }
  if (header.checksum != checksum(bytes.substr(sizeof(FileHeader)))) {
    return refused("the compiled pack is damaged: its checksum is wrong");
  }
  return {};
}

// Reads the sections in the order of their table. What stands where is known from the counts, so offsets are only
// compared, and no more memory is asked for than the file has bytes.
class SectionReader {
 public:
  explicit SectionReader(std::string_view bytes)
      : bytes_(bytes), end_(sizeof(FileHeader) + kSectionCount * sizeof(SectionEntry)) {}

  template <typename Row>
  Loaded read(std::string_view name, std::vector<Row>& rows) {
    const auto entry = read_row<SectionEntry>(bytes_.substr(sizeof(FileHeader) + next_ * sizeof(SectionEntry)));
    const std::uint64_t begin = aligned(end_);
    const bool is_in_place = entry.id == next_ && entry.row_size == sizeof(Row) && entry.offset == begin;
    if (!is_in_place || begin > bytes_.size() || entry.count > (bytes_.size() - begin) / sizeof(Row) ||
        entry.count >= kNone) {
      return refused(fmt::format("the compiled pack is damaged: section `{}` is not where it must be", name));
    }
    if (bytes_.substr(end_, begin - end_).find_first_not_of('\0') != std::string_view::npos) {
      return refused(fmt::format("the compiled pack is damaged: bytes stand before section `{}`", name));
    }
    rows.resize(entry.count);
    if (!rows.empty()) std::memcpy(rows.data(), bytes_.data() + begin, rows.size() * sizeof(Row));
    end_ = begin + rows.size() * sizeof(Row);
    ++next_;
    return {};
  }

  bool has_read_all() const { return end_ == bytes_.size(); }

 private:
  std::string_view bytes_;
  std::uint64_t end_;  // of what was read
  std::uint32_t next_ = 0;
};

Loaded read_sections(std::string_view bytes, Program& program) {
  if (bytes.size() < sizeof(FileHeader) + kSectionCount * sizeof(SectionEntry)) {
    return refused("the compiled pack is cut off");
  }
  SectionReader reader(bytes);
#define SECTION(type, name) \
  if (auto done = reader.read<type>(#name, program.name); !done) return done;
#include "compiler/program/sections.def"
#undef SECTION
  if (!reader.has_read_all()) return refused("the compiled pack is damaged: bytes stand behind its end");
  return {};
}

}  // namespace

tl::expected<VerifiedProgram, std::string> load(std::string_view bytes) {
  Program program;
  if (auto done = check_header(bytes); !done) return tl::unexpected(std::move(done.error()));
  if (auto done = read_sections(bytes, program); !done) return tl::unexpected(std::move(done.error()));
  auto verified = VerifiedProgram::make(std::move(program));
  if (!verified) return tl::unexpected(fmt::format("the compiled pack is damaged: {}", verified.error()));
  return verified;
}

}  // namespace spoor
