#include <cstring>

#include "compiler/program/format.h"

namespace spoor {

namespace {

template <typename Row>
std::string_view bytes_of(const std::vector<Row>& rows) {
  return {reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(Row)};
}

template <typename Row>
std::string_view bytes_of(const Row& row) {
  return {reinterpret_cast<const char*>(&row), sizeof(Row)};
}

}  // namespace

std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t sum = bytes.size();
  while (!bytes.empty()) {
    std::uint64_t word = 0;
    const std::size_t size = std::min(bytes.size(), sizeof word);
    std::memcpy(&word, bytes.data(), size);
    bytes.remove_prefix(size);
    sum = std::rotl(sum ^ word, 29) * 0x9E3779B97F4A7C15;
  }
  return sum ^ (sum >> 32);
}

std::string save(const Program& program) {
  std::vector<SectionEntry> entries;
  std::string rows;
  const auto add = [&]<typename Row>(const std::vector<Row>& section) {
    constexpr std::uint64_t kFirst = sizeof(FileHeader) + kSectionCount * sizeof(SectionEntry);
    rows.resize(aligned(rows.size()));
    entries.push_back({static_cast<std::uint32_t>(entries.size()), sizeof(Row), section.size(), kFirst + rows.size()});
    rows += bytes_of(section);
  };
#define SECTION(type, name) add(program.name);
#include "compiler/program/sections.def"
#undef SECTION
  const std::string body = std::string(bytes_of(entries)) + rows;
  FileHeader header;
  header.section_count = kSectionCount;
  header.layout = layout_of_tables();
  header.checksum = checksum(body);
  return std::string(bytes_of(header)) + body;
}

}  // namespace spoor
