#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "cli/companions/companion_folders.h"
#include "cli/companions/index_file.h"
#include "cli/companions/summarize_folder.h"
#include "cli/companions/summary_index.h"
#include "cli/rule_files.h"

// The memo of what the rule files of a folder have to do with each other: with it and without it everything is the
// same.
namespace spoor {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFiles = 80;

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

  // `check` of another file than the one that the test else gives.
  void check_another() const {
    const auto given = read_rule_files({path(name_of(7))});
    const CompanionFolder companions = companion_folders({path(name_of(7))}, *given).at(0);
    ASSERT_TRUE(summarize_folder(companions, read_rule_file));
  }

  fs::path index() const { return index_file(folder().identity); }

  template <typename Change>
  void change_index(Change change) const {
    auto made = read_index(*read_index_file(index()), build_number());
    change(*made);
    write_index_file(index(), to_bytes(*made, build_number()));
  }

  // As if the index had been made long after the files.
  void age() const {
    change_index([](SummaryIndex& made) { made.made_at += 10 * kClockStep; });
  }

  // As if it had been made just after them, however slow the test is.
  void make_young() const {
    change_index([](SummaryIndex& made) {
      for (const IndexRow& row : made.rows) made.made_at = std::min(made.made_at, row.stamp.changed + kClockStep);
    });
  }

  fs::path root_;
};

TEST_F(IndexedFolder, IsReadOnce) {
  EXPECT_EQ(read_files(), kFiles + 1);
  make_young();
  EXPECT_EQ(read_files(), kFiles + 1) << "they may have been written again";
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
  check_another();
  age();
  EXPECT_EQ(read_files(), 0U);
}

// Written twice in one step of the clock, and the index was made in between: the row says what the file held first.
TEST_F(IndexedFolder, DropsRowsOfTheFileThatIsCheckedIfTheyDidNotHold) {
  read_files();
  make_young();
  change_index([](SummaryIndex& made) {
    for (IndexRow& row : made.rows) {
      if (row.name == name_of(7)) row.summary = {{1}, {1}, {}, false, false};
    }
  });
  check_another();
  age();
  EXPECT_EQ(read_files(), 1U);
}

TEST_F(IndexedFolder, ThatIsNoPackHasNone) {
  fs::remove(path("pack.spoor"));
  const auto got = summarize_folder(folder(), read_rule_file);
  ASSERT_TRUE(got);
  EXPECT_FALSE(got->is_pack);
  EXPECT_TRUE(got->summaries.empty());
  EXPECT_FALSE(fs::exists(index()));
  write(name_of(9), "pack p { }\n");
  EXPECT_EQ(read_files(), kFiles);
  age();
  EXPECT_EQ(read_files(), 0U) << "the index says that it is a pack";
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

constexpr auto kMonth = std::chrono::hours(24 * 31);

TEST_F(IndexedFolder, OthersGoWhenNobodyUsesThem) {
  read_files();
  const fs::path cache = index().parent_path();
  const std::string digits(32, 'a'), name = "rules-" + digits;
  const std::vector<std::string> own = {name, name + ".x1Y2z3"};
  const std::vector<std::string> foreign = {
      "notes",          "rules-unused",   "rules-" + digits.substr(1),    name + "0", name + ".x1Y2z",
      name + ".tar.gz", name + "-x1Y2z3", "rules-" + std::string(32, 'g')};
  const std::string used = "rules-" + std::string(32, 'b');
  const auto before = fs::file_time_type::clock::now() - kMonth;
  for (const auto* names : {&own, &foreign}) {
    for (const std::string& each : *names) {
      std::ofstream(cache / each) << "x";
      fs::last_write_time(cache / each, before);
    }
  }
  std::ofstream(cache / used) << "x";
  age();
  for (const std::string& each : own) EXPECT_FALSE(fs::exists(cache / each)) << each;
  for (const std::string& each : foreign) EXPECT_TRUE(fs::exists(cache / each)) << each;
  EXPECT_TRUE(fs::exists(cache / used));
  fs::last_write_time(index(), before);
  EXPECT_EQ(read_files(), 0U);
  EXPECT_GT(fs::last_write_time(index()), before) << "reading is using";
}

TEST_F(IndexedFolder, InAFolderThatMayBeAnothersIsNone) {
  read_files();
  const fs::path cache = index().parent_path(), elsewhere = root_ / "elsewhere";
  const fs::path unused = cache / ("rules-" + std::string(32, 'a'));
  std::ofstream(unused) << "x";
  fs::last_write_time(unused, fs::file_time_type::clock::now() - kMonth);
  for (const fs::perms others : {fs::perms::group_write, fs::perms::others_write}) {
    fs::permissions(cache, fs::perms::owner_all | others);
    EXPECT_FALSE(read_index_file(index()));
    EXPECT_EQ(read_files(), kFiles + 1);
  }
  fs::permissions(cache, fs::perms::owner_all);
  EXPECT_TRUE(read_index_file(index()));
  fs::rename(cache, elsewhere);
  fs::create_directory_symlink(elsewhere, cache);
  EXPECT_FALSE(read_index_file(index())) << "a link is followed";
  EXPECT_EQ(read_files(), kFiles + 1);
  EXPECT_TRUE(fs::exists(unused));
  EXPECT_EQ(std::distance(fs::directory_iterator(elsewhere), {}), 2);
}

TEST_F(IndexedFolder, MakesNoHome) {
  const fs::path home = root_ / "home";
  setenv("XDG_CACHE_HOME", "", 1);
  setenv("HOME", home.c_str(), 1);
  read_files();
  EXPECT_FALSE(fs::exists(home));
  fs::create_directory(home);
  read_files();
  EXPECT_TRUE(fs::exists(home / ".cache" / "spoor" / index().filename()));
  setenv("XDG_CACHE_HOME", (root_ / "some" / "cache").c_str(), 1);
  read_files();
  EXPECT_FALSE(fs::exists(root_ / "some"));
  fs::create_directory(root_ / "some");
  read_files();
  EXPECT_TRUE(fs::exists(root_ / "some" / "cache" / "spoor" / index().filename()));
}

TEST_F(IndexedFolder, OfFewFilesThereIsNone) {
  for (std::size_t i = 10; i < kFiles; ++i) fs::remove(path(name_of(i)));
  EXPECT_EQ(read_files(), 11U);
  EXPECT_FALSE(fs::exists(index()));
}

}  // namespace
}  // namespace spoor
