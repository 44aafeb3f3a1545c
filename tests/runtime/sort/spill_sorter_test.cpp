#include "runtime/sort/spill_sorter.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <random>

namespace spoor {
namespace {

std::vector<std::string> drained(SpillSorter& sorter, std::size_t limit = SIZE_MAX) {
  std::vector<std::string> out;
  const auto done = sorter.drain([&](std::string_view item) {
    out.emplace_back(item);
    return out.size() < limit;
  });
  EXPECT_TRUE(done) << done.error();
  return out;
}

// Bytes of all values and lengths, empty and doubled ones too.
std::vector<std::string> random_items(std::size_t count, std::size_t longest, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::string> items(count);
  for (std::string& item : items) {
    item.resize(random() % (longest + 1));
    for (char& c : item) c = static_cast<char>(random() % 4 == 0 ? random() : 'a');
  }
  return items;
}

std::vector<std::string> sorted(std::vector<std::string> items) {
  std::sort(items.begin(), items.end());
  return items;
}

TEST(SpillSorter, AgreesWithSortWhateverTheBudget) {
  for (const std::size_t budget : {0UL, 1UL, 500UL, 5'000UL, 20'000UL, 1UL << 20, 1UL << 30}) {
    for (unsigned seed = 0; seed < 4; ++seed) {
      const auto items = random_items(1'000, 40, seed);
      SpillSorter sorter(budget);
      for (const std::string& item : items) ASSERT_TRUE(sorter.add(item));
      EXPECT_EQ(drained(sorter), sorted(items)) << budget;
      EXPECT_EQ(sorter.spill_count() > 0, budget < 100'000) << budget;
    }
  }
}

// One that is given all takes what the others leave, and no more than there is.
TEST(SpillSorter, TakesFromWhatIsSharedAndGivesItBack) {
  constexpr std::size_t kOwn = 1U << 20, kShared = 8U << 20, kItem = 1'000;
  SharedBudget shared(kShared);
  SpillSorter full(kOwn, shared), other(kOwn, shared);
  const auto add = [](SpillSorter& sorter, std::size_t bytes) {
    for (std::size_t added = 0; added < bytes; added += kItem) ASSERT_TRUE(sorter.add(std::string(kItem, 'x')));
  };
  add(full, kShared);
  EXPECT_EQ(full.spill_count(), 0U);
  add(other, 2 * kOwn);
  EXPECT_GT(other.spill_count(), 0U);
  drained(full);
  const std::uint64_t before = other.spill_count();
  add(other, kShared / 2);
  EXPECT_LE(other.spill_count(), before + 1);
  EXPECT_TRUE(shared.take(kShared / 4));
  EXPECT_FALSE(shared.take(kShared));
}

TEST(SpillSorter, MergesInLevelsWhereRunsAreMany) {
  const auto items = random_items(20'000, 10, 7);
  SpillSorter sorter(1'000);
  for (const std::string& item : items) ASSERT_TRUE(sorter.add(item));
  EXPECT_GT(sorter.spill_count(), 500U);
  EXPECT_EQ(drained(sorter), sorted(items));
}

TEST(SpillSorter, TakesItemsLongerThanItsBudget) {
  std::vector<std::string> items = random_items(50, 10, 1);
  for (const std::size_t size : {100'000UL, 300'000UL, 1'000'000UL}) items.emplace_back(size, 'x');
  SpillSorter sorter(2'000);
  for (const std::string& item : items) ASSERT_TRUE(sorter.add(item));
  EXPECT_EQ(drained(sorter), sorted(items));
}

TEST(SpillSorter, ComparesBytesAsUnsigned) {
  for (const std::size_t budget : {0UL, 1UL << 20}) {
    SpillSorter sorter(budget);
    for (const char* item : {"\x80", "a", "\x7F", "\xFF"}) ASSERT_TRUE(sorter.add(item));
    EXPECT_EQ(drained(sorter), (std::vector<std::string>{"a", "\x7F", "\x80", "\xFF"}));
  }
}

TEST(SpillSorter, StopsWhenAskedAndStartsAfresh) {
  SpillSorter sorter(1'000);
  for (const std::string& item : random_items(500, 20, 3)) ASSERT_TRUE(sorter.add(item));
  EXPECT_EQ(drained(sorter, 3).size(), 3U);
  EXPECT_TRUE(drained(sorter).empty());
  ASSERT_TRUE(sorter.add("again"));
  EXPECT_EQ(drained(sorter), std::vector<std::string>{"again"});
}

TEST(SpillSorter, LeavesNoFileBehind) {
  const std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) / ("spoor_spill_" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  SpillSorter sorter(100, folder.string());
  for (const std::string& item : random_items(100, 20, 5)) ASSERT_TRUE(sorter.add(item));
  EXPECT_GT(sorter.spill_count(), 0U);
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  std::filesystem::remove_all(folder);
}

TEST(SpillSorter, NamesTheFolderThatCannotTakeIt) {
  SpillSorter sorter(0, "/nonexistent/folder");
  ASSERT_TRUE(sorter.add("a"));
  const auto added = sorter.add("b");
  ASSERT_FALSE(added);
  EXPECT_NE(added.error().find("/nonexistent/folder"), std::string::npos) << added.error();
}

}  // namespace
}  // namespace spoor
