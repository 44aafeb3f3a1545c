#include "runtime/scan/log_names.h"

#include <gtest/gtest.h>

namespace spoor {
namespace {

std::string bytes_of(const LogNames& names) {
  std::string out;
  names.append_to(out);
  return out;
}

TEST(LogNames, KeepTheirNumbersWhenOthersAreForgotten) {
  LogNames names({"a/1", "a/2"});
  EXPECT_EQ(names.add("a/3"), 2u);
  names.set_latest(0, 10);
  names.set_latest(1, 30);
  names.set_latest(2, 20);
  names.forget(20);
  EXPECT_EQ(names[0], "");
  EXPECT_EQ(names[1], "a/2");
  EXPECT_EQ(names[2], "a/3");
  EXPECT_EQ(names[3], "");
  EXPECT_EQ(names.next(), 3u);

  const std::string bytes = bytes_of(names);
  LogNames again;
  SavedReader reader(bytes);
  again.read(reader);
  EXPECT_TRUE(reader.is_complete());
  EXPECT_EQ(bytes_of(again), bytes);
  EXPECT_EQ(again[2], "a/3");
  EXPECT_EQ(again.add("b"), 3u);
}

TEST(LogNames, AreReadFromAnyBytes) {
  LogNames names({"a/1", "a/2", "b"});
  const std::string bytes = bytes_of(names);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    LogNames again;
    SavedReader reader(std::string_view(bytes).substr(0, size));
    again.read(reader);
    EXPECT_TRUE(reader.has_failed()) << size;
  }
  for (std::size_t at = 0; at < 8 * bytes.size(); ++at) {
    std::string flipped = bytes;
    flipped[at / 8] = static_cast<char>(flipped[at / 8] ^ 1 << at % 8);
    LogNames again;
    SavedReader reader(flipped);
    again.read(reader);
    for (std::uint32_t file = 0; file < 4; ++file) EXPECT_LE(again[file].size(), bytes.size());
  }
}

}  // namespace
}  // namespace spoor
