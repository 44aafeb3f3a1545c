#include "cli/render/output.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace spoor {
namespace {

namespace fs = std::filesystem;

class OutputFile : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  static std::string content(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
  }

  static void write(const fs::path& path, const std::string& text) {
    auto output = Output::open(path.string());
    ASSERT_TRUE(output) << output.error();
    EXPECT_TRUE(output->write(text));
    EXPECT_TRUE(output->finish());
  }

  std::size_t file_count() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  fs::path folder_ = fs::path(testing::TempDir()) / ("spoor_output_" + std::to_string(getpid()));
};

TEST_F(OutputFile, AppearsWhenItIsWhole) {
  std::ofstream(folder_ / "out") << "old";
  {
    auto output = Output::open((folder_ / "out").string());
    output->write("new");
    output->flush();
    EXPECT_EQ(content(folder_ / "out"), "old");
    EXPECT_TRUE(output->finish());
  }
  EXPECT_EQ(content(folder_ / "out"), "new");
  EXPECT_EQ(file_count(), 1U);
}

TEST_F(OutputFile, LeavesNothingWhenItWasNotFinished) {
  Output::open((folder_ / "out").string())->write("half");
  EXPECT_EQ(file_count(), 0U);
}

TEST_F(OutputFile, KeepsLinksAndPermissions) {
  std::ofstream(folder_ / "target") << "old";
  fs::permissions(folder_ / "target", fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("target", folder_ / "link");
  write(folder_ / "link", "new");
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  EXPECT_EQ(content(folder_ / "target"), "new");
  EXPECT_EQ(fs::status(folder_ / "target").permissions(), fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink(folder_ / "not_yet", folder_ / "dangling");
  write(folder_ / "dangling", "new");
  EXPECT_TRUE(fs::is_symlink(folder_ / "dangling"));
  EXPECT_EQ(content(folder_ / "not_yet"), "new");
}

TEST_F(OutputFile, WritesIntoWhatIsNoRegularFile) {
  const std::string fifo = (folder_ / "fifo").string();
  ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
  const int reader = open(fifo.c_str(), O_RDWR | O_NONBLOCK);  // so that neither end waits
  ASSERT_GE(reader, 0);
  write(fifo, "through");
  std::array<char, 16> read_back{};
  EXPECT_EQ(read(reader, read_back.data(), read_back.size()), 7);
  close(reader);
  EXPECT_TRUE(fs::is_fifo(fifo));
  EXPECT_EQ(file_count(), 1U);
}

TEST_F(OutputFile, NamesWhatCannotBeWritten) {
  const auto nowhere = Output::open((folder_ / "no" / "where").string());
  ASSERT_FALSE(nowhere);
  EXPECT_NE(nowhere.error().find("no/where"), std::string::npos);
  EXPECT_FALSE(Output::open(folder_.string()));
}

}  // namespace
}  // namespace spoor
