#include <gtest/gtest.h>

#include <cstring>

#include "compiler/program/format.h"
#include "tests/compiler/program/sample_program.h"

namespace spoor {
namespace {

bool is_equal(const Program& a, const Program& b) {
#define SECTION(type, name)                                                                              \
  if (a.name.size() != b.name.size() ||                                                                  \
      (!a.name.empty() && std::memcmp(a.name.data(), b.name.data(), a.name.size() * sizeof(type)) != 0)) \
    return false;
#include "compiler/program/sections.def"
#undef SECTION
  return true;
}

// With the checksum that the bytes need, so that what stands behind it is tried.
std::string with_checksum(std::string bytes) {
  FileHeader header;
  std::memcpy(&header, bytes.data(), sizeof header);
  header.checksum = checksum(std::string_view(bytes).substr(sizeof header));
  std::memcpy(bytes.data(), &header, sizeof header);
  return bytes;
}

TEST(Save, IsReadBackAsItWas) {
  const Program program = sample_program();
  const std::string bytes = save(program);
  const auto loaded = load(bytes);
  ASSERT_TRUE(loaded) << loaded.error();
  EXPECT_TRUE(is_equal(**loaded, program));
  EXPECT_EQ(save(**loaded), bytes);
}

TEST(Save, AlignsItsSections) {
  const std::string bytes = save(sample_program());
  for (std::size_t i = 0; i < kSectionCount; ++i) {
    SectionEntry entry;
    std::memcpy(&entry, bytes.data() + sizeof(FileHeader) + i * sizeof entry, sizeof entry);
    EXPECT_EQ(entry.offset % 8, 0U);
    EXPECT_EQ(entry.id, i);
  }
}

TEST(Load, SaysWhatIsWrong) {
  const std::string bytes = save(sample_program());
  EXPECT_EQ(load("").error(), "this is no compiled pack");
  EXPECT_EQ(load("{\"Records\": []}").error(), "this is no compiled pack");
  EXPECT_EQ(load(bytes.substr(0, 12)).error(), "the compiled pack is cut off");
  EXPECT_EQ(load(bytes.substr(0, bytes.size() - 1)).error(), "the compiled pack is damaged: its checksum is wrong");
  std::string other = bytes;
  ++other[8];
  EXPECT_EQ(load(other).error(), "the compiled pack was written by another version of Spoor: compile it again");
  EXPECT_EQ(load(with_checksum(bytes + '\0')).error(), "the compiled pack is damaged: bytes stand behind its end");
  EXPECT_EQ(load(with_checksum(bytes.substr(0, sizeof(FileHeader) + 5))).error(), "the compiled pack is cut off");
}

TEST(Load, RefusesBytesBetweenSections) {
  Program program = sample_program();
  program.text.push_back('x');
  while (program.text.size() % kSectionAlignment == 0) program.text.push_back('x');
  std::string bytes = save(program);
  SectionEntry first;
  std::memcpy(&first, bytes.data() + sizeof(FileHeader), sizeof first);
  bytes[first.offset + first.count] = 1;
  EXPECT_EQ(load(with_checksum(bytes)).error(), "the compiled pack is damaged: bytes stand before section `strings`");
}

TEST(Load, RefusesEveryChangedByte) {
  const std::string bytes = save(sample_program());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (const unsigned flip : {0x01U, 0x80U, 0xFFU}) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ flip);
      ASSERT_FALSE(load(changed)) << i;
    }
  }
}

TEST(Load, RefusesEveryCut) {
  const std::string bytes = save(sample_program());
  for (std::size_t size = 0; size < bytes.size(); ++size) ASSERT_FALSE(load(bytes.substr(0, size))) << size;
}

// What passes must be sound enough to be printed.
TEST(Load, SurvivesHostileBytes) {
  const std::string bytes = save(sample_program());
  std::size_t passed = 0;
  for (std::size_t i = sizeof(FileHeader); i < bytes.size(); ++i) {
    for (const unsigned value : {0x00U, 0x01U, 0x02U, 0x40U, 0x7FU, 0x80U, 0xFEU, 0xFFU}) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(value);
      const auto loaded = load(with_checksum(std::move(changed)));
      if (!loaded) continue;
      EXPECT_FALSE(disassemble(**loaded).empty());
      ++passed;
    }
  }
  EXPECT_GT(passed, bytes.size());  // the value that stood there, at least once a byte or so
}

TEST(Load, AsksForNoMoreMemoryThanTheFileHas) {
  const std::string bytes = save(sample_program());
  for (std::size_t i = 0; i < kSectionCount; ++i) {
    for (const std::uint64_t count : {std::uint64_t{1} << 31, std::uint64_t{1} << 62, ~std::uint64_t{0}}) {
      std::string changed = bytes;
      SectionEntry entry;
      char* const at = changed.data() + sizeof(FileHeader) + i * sizeof entry;
      std::memcpy(&entry, at, sizeof entry);
      entry.count = count;
      std::memcpy(at, &entry, sizeof entry);
      EXPECT_FALSE(load(with_checksum(std::move(changed))));
    }
  }
}

}  // namespace
}  // namespace spoor
