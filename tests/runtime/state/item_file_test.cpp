#include "runtime/state/item_file.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "runtime/state/item_file_layout.h"
#include "tests/runtime/state/tuples.h"

namespace spoor::test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

constexpr std::uint32_t kRules = 2;

class ItemFile : public testing::Test {
 protected:
  ItemFile() : file_(testing::TempDir() + fmt::format("spoor_items_{}", getpid())) { std::filesystem::remove(file_); }
  ~ItemFile() override { std::filesystem::remove(file_); }

  void write(const std::vector<std::string>& tuples, const std::vector<std::string>& sections,
             ItemFileKind kind = ItemFileKind::tuples) const {
    auto writer = ItemFileWriter::create(file_, kind);
    ASSERT_TRUE(writer) << writer.error();
    for (const std::string& tuple : tuples) ASSERT_TRUE((*writer)->add(ItemKind::memory, tuple));
    const auto done = (*writer)->finish(sections);
    ASSERT_TRUE(done) << done.error();
    EXPECT_EQ(bytes().size(), (*writer)->size());
  }

  struct Read {
    std::vector<std::string> items, sections;
    std::string error;  // without the file's name
  };
  Read read(ItemFileKind kind = ItemFileKind::tuples) const {
    Read made;
    auto reader = ItemFileReader::open(file_, kind);
    if (!reader) return made.error = shown(reader.error()), made;
    made.sections = reader->sections();
    while (true) {
      const auto item = reader->next(kRules);
      if (!item) return made.error = shown(item.error()), made;
      if (!*item) return made;
      made.items.emplace_back((*item)->bytes);
    }
  }
  std::string shown(const std::string& error) const {
    EXPECT_THAT(error, StartsWith(file_ + ": "));
    return error.substr(file_.size() + 2);
  }

  std::string bytes() const {
    std::ifstream in(file_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void put(std::string_view bytes) const { std::ofstream(file_, std::ios::binary | std::ios::trunc) << bytes; }

  // A file whose checksums are right, with one block.
  void put_block(const item_file::BlockHead& block, std::string_view stored, std::uint64_t items) const {
    item_file::BlockHead head = block;
    head.checksum = item_file::checksum_of(0, head, stored);
    item_file::FileHead file;
    file.kind = static_cast<std::uint32_t>(ItemFileKind::tuples);
    file.item_count = items;
    file.sections_at = file.size = sizeof file + sizeof head + stored.size();
    file.sections_checksum = checksum("");
    file.checksum = item_file::checksum_of(file);
    put(std::string(item_file::bytes_of(file)) + std::string(item_file::bytes_of(head)) + std::string(stored));
  }

  std::string file_;
};

TEST_F(ItemFile, GivesBackWhatWasWritten) {
  const std::vector<std::string> tuples = {tuple_at("a", 1, "x"), tuple_at("b", 2, ""), tuple_at("a", 3, "y")};
  write(tuples, {"first", "", std::string("\0\n", 2)});
  const Read made = read();
  EXPECT_EQ(made.error, "");
  EXPECT_EQ(made.items, tuples);
  EXPECT_THAT(made.sections, ElementsAre("first", "", std::string("\0\n", 2)));
}

TEST_F(ItemFile, IsOfItsOwnerAndReplacesAnother) {
  put("what was there");
  write({}, {"only sections"});
  struct stat known {};
  ASSERT_EQ(stat(file_.c_str(), &known), 0);
  EXPECT_EQ(known.st_mode & 0777, 0600U);
  EXPECT_THAT(read().sections, ElementsAre("only sections"));
}

TEST_F(ItemFile, WhatIsNotFinishedLeavesNothing) {
  put("what was there");
  {
    auto writer = ItemFileWriter::create(file_, ItemFileKind::tuples);
    ASSERT_TRUE(writer);
    ASSERT_TRUE((*writer)->add(ItemKind::memory, tuple_at("a", 1, "x")));
  }
  EXPECT_EQ(bytes(), "what was there");
  EXPECT_FALSE(std::filesystem::exists(fmt::format("{}.{}.part", file_, getpid())));
}

TEST_F(ItemFile, ManyThreadsWriteManyBlocks) {
  constexpr int kThreads = 4, kEach = 20'000;
  auto writer = ItemFileWriter::create(file_, ItemFileKind::tuples);
  ASSERT_TRUE(writer);
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < kEach; ++i) {
        const std::string key = fmt::format("{} {}", thread, i);
        EXPECT_TRUE((*writer)->add(ItemKind::memory, tuple_at(key, i, key)));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  ASSERT_TRUE((*writer)->finish({}));
  std::vector<std::string> expected;
  for (int thread = 0; thread < kThreads; ++thread) {
    for (int i = 0; i < kEach; ++i) {
      const std::string key = fmt::format("{} {}", thread, i);
      expected.push_back(tuple_at(key, i, key));
    }
  }
  const Read made = read();
  EXPECT_EQ(made.error, "");
  EXPECT_EQ(sorted(made.items), sorted(expected));
}

TEST_F(ItemFile, EveryFlippedBitIsNoticed) {
  write({tuple_at("a", 1, "x"), tuple_at("b", 2, "y")}, {"names", "times"});
  const std::string whole = bytes();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const int bit : {0, static_cast<int>(at % 7) + 1}) {
      std::string damaged = whole;
      damaged[at] = static_cast<char>(damaged[at] ^ (1 << bit));
      put(damaged);
      EXPECT_NE(read().error, "") << "byte " << at << " bit " << bit;
    }
  }
}

TEST_F(ItemFile, EveryCutIsNoticed) {
  write({tuple_at("a", 1, "x"), tuple_at("b", 2, "y")}, {"names"});
  const std::string whole = bytes();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    put(std::string_view(whole).substr(0, size));
    EXPECT_NE(read().error, "") << size;
  }
  put(whole + "x");
  EXPECT_EQ(read().error, "is damaged: bytes stand behind its end");
}

TEST_F(ItemFile, SaysWhatIsWrong) {
  EXPECT_EQ(read().error, "cannot be read: No such file or directory");
  put("{\"eventID\": 1}");
  EXPECT_EQ(read().error, "cannot be read: it is no file of tuples that Spoor wrote");
  write({}, {}, ItemFileKind::state);
  EXPECT_EQ(read().error, "cannot be read: it is a state of a run, no file of tuples");
  std::string other = bytes();
  std::swap(other[8], other[11]);
  std::swap(other[9], other[10]);
  put(other);
  EXPECT_EQ(read().error, "cannot be read: it was written on a machine of the other byte order");
  write({}, {});
  other = bytes();
  other[12] = 99;
  put(other);
  EXPECT_EQ(read().error,
            "cannot be read: it has version 99 of the format, and this Spoor reads version 2: write it again");
}

TEST_F(ItemFile, RulesThatAreNotThereAreRefused) {
  std::string tuple = tuple_at("a", 1, "x");
  tuple[11] = 7;  // the rule
  write({tuple}, {});
  EXPECT_EQ(read().error, "is damaged: an item is malformed");
}

// With checksums that are right, as who means harm makes them.
TEST_F(ItemFile, LengthsThatLieAreRefused) {
  const auto packed = [](std::string_view bytes) {
    std::string stored(ZSTD_compressBound(bytes.size()), '\0');
    stored.resize(ZSTD_compress(stored.data(), stored.size(), bytes.data(), bytes.size(), 1));
    return stored;
  };
  const auto head_of = [](std::string_view stored, std::size_t size) {
    return item_file::BlockHead{static_cast<std::uint32_t>(stored.size()), static_cast<std::uint32_t>(size), 0};
  };
  const std::string long_item("\x00\xFF\xFF\xFF\x7F", 5);
  put_block(head_of(packed(long_item), 5), packed(long_item), 1);
  EXPECT_EQ(read().error, "is damaged: an item is longer than its block");
  put_block(head_of(packed("abc"), 3), packed("abc"), 1);
  EXPECT_EQ(read().error, "is damaged: an item is cut off");
  const std::string odd("\x07\x00\x00\x00\x00", 5);
  put_block(head_of(packed(odd), 5), packed(odd), 1);
  EXPECT_EQ(read().error, "is damaged: the kind of an item is unknown");
  const std::string finding("\x01\x00\x00\x00\x00", 5);
  put_block(head_of(packed(finding), 5), packed(finding), 2);
  EXPECT_EQ(read().error, "is damaged: it has not as many items as it says");
  put_block(head_of(packed(finding), 6), packed(finding), 1);
  EXPECT_EQ(read().error, "is damaged: a block cannot be decompressed");
  put_block(head_of(packed(finding), 0xFFFFFFFF), packed(finding), 1);
  EXPECT_EQ(read().error, "is damaged: a block has a size that none has");
  put_block({1000, 5, 0}, packed(finding), 1);
  EXPECT_EQ(read().error, "is damaged: a block is longer than the file");
}

TEST_F(ItemFile, ASmallBlockThatGrowsIsCutWhereItSaysItEnds) {
  const std::string zeros(std::size_t{64} << 20, '\0');
  std::string stored(ZSTD_compressBound(zeros.size()), '\0');
  stored.resize(ZSTD_compress(stored.data(), stored.size(), zeros.data(), zeros.size(), 1));
  put_block({static_cast<std::uint32_t>(stored.size()), 100, 0}, stored, 1);
  EXPECT_EQ(read().error, "is damaged: a block cannot be decompressed");
}

TEST_F(ItemFile, CannotBeWrittenWhereThereIsNoFolder) {
  const auto writer = ItemFileWriter::create(testing::TempDir() + "no/such/folder/x", ItemFileKind::tuples);
  ASSERT_FALSE(writer);
  EXPECT_THAT(writer.error(), AllOf(HasSubstr("no/such/folder/x: cannot be written"), EndsWith("directory")));
  const auto device = ItemFileWriter::create("/dev/full", ItemFileKind::tuples);
  ASSERT_FALSE(device);
  EXPECT_EQ(device.error(), "/dev/full: cannot be written: it is no regular file");
}

}  // namespace
}  // namespace spoor::test
