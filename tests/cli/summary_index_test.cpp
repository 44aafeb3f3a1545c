#include "cli/companions/summary_index.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "cli/companions/companion_folders.h"
#include "cli/companions/index_file.h"
#include "cli/companions/summarize_folder.h"
#include "cli/rule_files.h"

// The memo of what rule files have to do with each other: with it and without it everything is the same.
namespace spoor {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFiles = 80;

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

// Whoever can compute a checksum can write any number: counts beyond the bytes are refused.
TEST(SummaryIndex, WithCountsBeyondItsBytesIsNotRead) {
  SummaryIndex index = example();
  const std::string bytes = to_bytes(index, 1);
  index.rows[1].name = std::string(bytes.size(), 'n');
  const std::string longer = to_bytes(index, 1);
  for (std::size_t size = bytes.size(); size < longer.size(); size += 7) {
    EXPECT_FALSE(read_index(longer.substr(0, size), 1));
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

class IndexedFolder : public testing::Test {
 protected:
  IndexedFolder() {
    std::string name = (fs::temp_directory_path() / "summary_index_XXXXXX").string();
    root_ = mkdtemp(name.data());
    fs::create_directory(root_ / "rules");
    unsetenv("SPOOR_NO_CACHE");
    setenv("XDG_CACHE_HOME", (root_ / "cache").c_str(), 1);
    write("pack.spoor", "pack p { }\n");
    for (std::size_t i = 0; i < kFiles; ++i) write(name_of(i), "list names_" + std::to_string(i) + " = [\"x\"]\n");
    write("one.spoor", "rule one { where x in names_1 }\n");
  }
  ~IndexedFolder() override { fs::remove_all(root_); }

  static std::string name_of(std::size_t i) { return "file_" + std::to_string(i) + ".spoor"; }
  std::string path(const std::string& name) const { return (root_ / "rules" / name).string(); }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
  }

  CompanionFolder folder() const {
    const auto given = read_rule_files({path("one.spoor")});
    return companion_folders({path("one.spoor")}, *given).at(0);
  }

  // How many files had to be read. That the summaries are those of the files is checked.
  std::size_t read_files() const {
    const CompanionFolder companions = folder();
    const auto got = summarize_folder(companions, read_rule_file);
    EXPECT_TRUE(got) << got.error();
    if (!got) return 0;
    EXPECT_EQ(got->summaries.size(), companions.files.size());
    std::size_t read = 0;
    for (std::size_t i = 0; i < companions.files.size(); ++i) {
      const std::string& name = companions.files[i].name;
      EXPECT_EQ(got->summaries[i], summarize({name, *read_rule_file(name)})) << name;
      if (got->texts[i]) ++read;
    }
    return read;
  }

  fs::path index() const { return index_file(folder().identity); }

  // As if the index had been made long after the files.
  void age() const {
    auto made = read_index(*read_index_file(index()), build_number());
    made->made_at += 10 * kClockStep;
    write_index_file(index(), to_bytes(*made, build_number()));
  }

  fs::path root_;
};

TEST_F(IndexedFolder, IsReadOnce) {
  EXPECT_EQ(read_files(), kFiles + 1);
  EXPECT_EQ(read_files(), kFiles + 1);  // just written: may have been written again
  age();
  EXPECT_EQ(read_files(), 0U);
}

TEST_F(IndexedFolder, NoticesWhatIsOther) {
  read_files();
  age();
  write(name_of(3), "list names_x = [\"x\"]\n");
  EXPECT_EQ(read_files(), 1U);
  age();
  write("new.spoor", "def new = x == 1\n");
  EXPECT_EQ(read_files(), 1U);
  age();
  fs::remove(path("new.spoor"));
  EXPECT_EQ(read_files(), 0U);
  age();
  fs::rename(path(name_of(5)), path("moved.spoor"));
  EXPECT_EQ(read_files(), 1U);
}

// A copy that keeps the times of another file: it is another file still.
TEST_F(IndexedFolder, NoticesAFileOfTheSameSizeAndTime) {
  read_files();
  age();
  struct stat before {};
  ASSERT_EQ(stat(path(name_of(3)).c_str(), &before), 0);
  std::this_thread::sleep_for(std::chrono::milliseconds(20));  // the disk's clock
  write(name_of(3), "list memos_3 = [\"x\"]\n");
  const timespec times[2] = {before.st_atim, before.st_mtim};
  ASSERT_EQ(utimensat(AT_FDCWD, path(name_of(3)).c_str(), times, 0), 0);
  EXPECT_EQ(read_files(), 1U);
}

TEST_F(IndexedFolder, KeepsRowsOfTheFileThatIsChecked) {
  read_files();
  age();
  write("one.spoor", "rule one { where x in names_2 }\n");
  const auto before = read_index_file(index());
  EXPECT_EQ(read_files(), 0U);
  EXPECT_EQ(read_index_file(index()), before);
  const auto given = read_rule_files({path(name_of(7))});
  const CompanionFolder other = companion_folders({path(name_of(7))}, *given).at(0);
  ASSERT_TRUE(summarize_folder(other, read_rule_file));
  age();
  EXPECT_EQ(read_files(), 0U);
}

TEST_F(IndexedFolder, ThatIsDamagedIsMadeAnew) {
  read_files();
  age();
  const std::string whole = *read_index_file(index());
  for (const std::string& bytes : {std::string(), whole.substr(0, whole.size() / 2), std::string(100'000, '\xff')}) {
    std::ofstream(index(), std::ios::binary) << bytes;
    EXPECT_EQ(read_files(), kFiles + 1);
    age();
    EXPECT_EQ(read_files(), 0U);
  }
  write_index_file(index(), to_bytes(*read_index(whole, build_number()), build_number() + 1));
  EXPECT_EQ(read_files(), kFiles + 1);
}

// Rows in no order, twice, of no file: as good as none.
TEST_F(IndexedFolder, WithForeignRowsGivesWhatTheFilesSay) {
  read_files();
  age();
  SummaryIndex index = *read_index(*read_index_file(this->index()), build_number());
  std::reverse(index.rows.begin(), index.rows.end());
  index.rows.push_back(index.rows[2]);
  index.rows.push_back({"", {}, 0, {}});
  index.rows.push_back({"one.spoor", {}, 0, {}});
  write_index_file(this->index(), to_bytes(index, build_number()));
  read_files();
  age();
  EXPECT_EQ(read_files(), 0U);
}

TEST_F(IndexedFolder, WithoutAPlaceForIt) {
  for (const char* place : {"/dev/null/cache", "/proc/nothing", "relative"}) {
    setenv("XDG_CACHE_HOME", place, 1);
    setenv("HOME", place, 1);
    EXPECT_EQ(read_files(), kFiles + 1) << place;
    EXPECT_EQ(read_files(), kFiles + 1) << place;
  }
  EXPECT_EQ(index(), "");
  setenv("XDG_CACHE_HOME", (root_ / "cache").c_str(), 1);
  setenv("SPOOR_NO_CACHE", "1", 1);
  EXPECT_EQ(read_files(), kFiles + 1);
  EXPECT_FALSE(fs::exists(root_ / "cache"));
  unsetenv("SPOOR_NO_CACHE");
  fs::create_directories(index());  // a folder in its place
  EXPECT_EQ(read_files(), kFiles + 1);
  EXPECT_EQ(std::distance(fs::directory_iterator(index().parent_path()), {}), 1) << "a part is left behind";
}

TEST_F(IndexedFolder, IsItsOwnersAlone) {
  read_files();
  EXPECT_EQ(fs::status(index()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(fs::status(index().parent_path()).permissions(), fs::perms::owner_all);
  const fs::path elsewhere = root_ / "elsewhere";
  fs::rename(index(), elsewhere);
  fs::create_symlink(elsewhere, index());
  EXPECT_FALSE(read_index_file(index())) << "a link is followed";
}

TEST_F(IndexedFolder, OthersGoWhenNobodyUsesThem) {
  read_files();
  const fs::path cache = index().parent_path(), unused = cache / "rules-unused", used = cache / "rules-used",
                 foreign = cache / "notes";
  for (const fs::path& file : {unused, used, foreign}) std::ofstream(file) << "x";
  const auto month = fs::file_time_type::clock::now() - std::chrono::hours(24 * 31);
  fs::last_write_time(unused, month);
  fs::last_write_time(foreign, month);
  age();
  EXPECT_FALSE(fs::exists(unused));
  EXPECT_TRUE(fs::exists(used));
  EXPECT_TRUE(fs::exists(foreign));
  fs::last_write_time(index(), month);
  EXPECT_EQ(read_files(), 0U);
  EXPECT_GT(fs::last_write_time(index()), month) << "reading is using";
}

TEST_F(IndexedFolder, OfFewFilesThereIsNone) {
  for (std::size_t i = 10; i < kFiles; ++i) fs::remove(path(name_of(i)));
  EXPECT_EQ(read_files(), 11U);
  EXPECT_FALSE(fs::exists(index()));
}

}  // namespace
}  // namespace spoor
