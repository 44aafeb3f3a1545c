#include "cli/companions/summary_index.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/program/format.h"

// The bytes in which summaries are kept, whoever wrote them.
namespace spoor {
namespace {

SummaryIndex example() {
  SummaryIndex index{50, {}};
  index.rows.push_back({"a.spoor", {1, 2, 3, 4}, 5, {{6, 7}, {7}, {8}, true, false}});
  index.rows.push_back({"b.spoor", {9, 10, 11, 12}, (UnsignedWide{13} << 64) + 14, {{}, {}, {}, false, true}});
  return index;
}

void expect_equal(const SummaryIndex& one, const SummaryIndex& other) {
  EXPECT_EQ(one.made_at, other.made_at);
  ASSERT_EQ(one.rows.size(), other.rows.size());
  for (std::size_t i = 0; i < one.rows.size(); ++i) {
    EXPECT_EQ(one.rows[i].name, other.rows[i].name);
    EXPECT_EQ(one.rows[i].stamp, other.rows[i].stamp);
    EXPECT_TRUE(one.rows[i].content == other.rows[i].content);
    EXPECT_EQ(one.rows[i].summary, other.rows[i].summary);
  }
}

TEST(SummaryIndex, IsReadAsItWasWritten) {
  const auto read = read_index(to_bytes(example(), 1), 1);
  ASSERT_TRUE(read);
  expect_equal(*read, example());
  EXPECT_TRUE(read_index(to_bytes({}, 1), 1));
}

TEST(SummaryIndex, OfAnotherBuildIsNotRead) { EXPECT_FALSE(read_index(to_bytes(example(), 1), 2)); }

TEST(SummaryIndex, CutOrChangedIsNotRead) {
  const std::string bytes = to_bytes(example(), 1);
  for (std::size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(read_index(bytes.substr(0, size), 1)) << size;
  EXPECT_FALSE(read_index(bytes + '\0', 1));
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x40);
    EXPECT_FALSE(read_index(changed, 1)) << at;
  }
}

// As to_bytes() lays them out.
constexpr std::size_t kChecksumAt = 16, kCheckedFrom = 24, kRowCountAt = 32, kFirstCountAt = 88, kCounts = 4;

void set_number(std::string& bytes, std::size_t at, std::uint64_t number, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) bytes[at + i] = static_cast<char>(number >> (8 * i));
}

std::optional<SummaryIndex> read_with_its_checksum(std::string bytes) {
  set_number(bytes, kChecksumAt, checksum(std::string_view(bytes).substr(kCheckedFrom)), sizeof(std::uint64_t));
  return read_index(bytes, 1);
}

// Whoever can compute a checksum can write any number: counts beyond the bytes are refused.
TEST(SummaryIndex, WithCountsBeyondItsBytesIsNotRead) {
  const std::string bytes = to_bytes(example(), 1);
  std::string other_time = bytes;
  set_number(other_time, kCheckedFrom, 51, sizeof(std::uint64_t));
  const auto read = read_with_its_checksum(other_time);
  ASSERT_TRUE(read) << "the checksum is another one";
  EXPECT_EQ(read->made_at, 51);
  for (const std::uint64_t count : {0ULL, 1ULL, 3ULL, 1'000ULL, 1ULL << 32, 1ULL << 61, ~0ULL}) {
    std::string changed = bytes;
    set_number(changed, kRowCountAt, count, sizeof(std::uint64_t));
    EXPECT_FALSE(read_with_its_checksum(changed)) << count << " rows";
  }
  for (std::size_t i = 0; i < kCounts; ++i) {
    for (const std::uint64_t count : {1'000ULL, 1ULL << 29, 1ULL << 31, 0xffffffffULL}) {
      std::string changed = bytes;
      set_number(changed, kFirstCountAt + i * sizeof(std::uint32_t), count, sizeof(std::uint32_t));
      EXPECT_FALSE(read_with_its_checksum(changed)) << "count " << i << " as " << count;
    }
  }
  for (std::size_t size = kRowCountAt; size < bytes.size(); ++size) {
    EXPECT_FALSE(read_with_its_checksum(bytes.substr(0, size))) << size;
  }
}

TEST(SummaryIndex, RowsOfFilesChangedJustBeforeDoNotHold) {
  const FileStamp stamp{1, 2, 3, 4};
  const IndexRow row{"a.spoor", stamp, 0, {}};
  EXPECT_TRUE(is_current(row, {3 + kClockStep + 1, {}}, stamp));
  EXPECT_FALSE(is_current(row, {3 + kClockStep, {}}, stamp));
  EXPECT_FALSE(is_current(row, {3 + kClockStep + 1, {}}, {1, 2, 5, 4}));
  EXPECT_FALSE(is_current(row, {3 + kClockStep + 1, {}}, {1, 2, 3, 5}));
}

}  // namespace
}  // namespace spoor
