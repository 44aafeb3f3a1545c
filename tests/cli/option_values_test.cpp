#include "cli/option_values.h"

#include <gmock/gmock.h>

namespace spoor {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(SplitColumns, CutsOnlyAtCommasOutsideOfBracketsAndQuotes) {
  EXPECT_THAT(split_columns("a, b.c ,d"), ElementsAre("a", "b.c", "d"));
  EXPECT_THAT(split_columns("coalesce(a, \"x,)y\"),b"), ElementsAre("coalesce(a, \"x,)y\")", "b"));
  EXPECT_THAT(split_columns(R"(a["k,\",x"],r"\,",`q,r`)"), ElementsAre(R"(a["k,\",x"])", R"(r"\,")", "`q,r`"));
  EXPECT_THAT(split_columns("f(g(a,b),c),d"), ElementsAre("f(g(a,b),c)", "d"));
  EXPECT_THAT(split_columns(",a,,"), ElementsAre("a"));
  EXPECT_THAT(split_columns(""), ElementsAre());
  EXPECT_THAT(split_columns("a),\"b"), ElementsAre("a)", "\"b"));  // the compiler says what is wrong with them
  EXPECT_THAT(split_columns("`a,b"), ElementsAre("`a,b"));
  EXPECT_THAT(split_columns("`"), ElementsAre("`"));
}

TEST(ReadSize, KnowsUnits) {
  EXPECT_EQ(read_size("70000"), 70000U);
  EXPECT_EQ(read_size("64K"), 64U << 10);
  EXPECT_EQ(read_size("64m"), 64U << 20);
  EXPECT_EQ(read_size("2GB"), std::size_t{2} << 30);
  EXPECT_EQ(read_size("1GiB"), std::size_t{1} << 30);
  EXPECT_EQ(read_size("1T"), std::size_t{1} << 40);
  for (const char* text : {"", "G", "1X", "-1G", "1.5G", "1 G", "99999999999999999999", "99999999T", "1", "1K", "0"}) {
    EXPECT_FALSE(read_size(text)) << text;
  }
}

TEST(ReadWindow, KnowsDatesInstantsAndTimesBack) {
  const auto window = read_window("2024-04-10", "2024-04-10T20:00:00Z");
  ASSERT_TRUE(window);
  EXPECT_EQ(to_text(*window->from), "2024-04-10T00:00:00Z");
  EXPECT_EQ(to_text(*window->to), "2024-04-10T20:00:00Z");
  EXPECT_FALSE(window->is_relative());
  EXPECT_FALSE(read_window("", "")->is_set());
  EXPECT_EQ(read_window("-1w1d1h30m", "-500ms")->from_seconds_back, 8 * 86'400 + 5'400);
  EXPECT_EQ(read_window("-24h", "-500ms")->to_seconds_back, 0);
  EXPECT_TRUE(read_window("-24h", "")->is_relative());
}

TEST(ReadWindow, SaysWhatMayBeWritten) {
  for (const char* text : {"x", "24h", "-", "-24", "-h", "2024-02-30", "10/04/2024", "-9999999999999w"}) {
    const auto window = read_window("", text);
    ASSERT_FALSE(window) << text;
    EXPECT_THAT(window.error(), HasSubstr("-24h"));
  }
  EXPECT_THAT(read_window("2024-04-10", "2024-04-10").error(), HasSubstr("not before"));
  EXPECT_THAT(read_window("-1h", "-2h").error(), HasSubstr("not before"));
}

}  // namespace
}  // namespace spoor
