#include "runtime/json/tokens.h"

#include <gtest/gtest.h>

#include <random>

namespace spoor {
namespace {

struct Read {
  TokenStatus status;
  bool is_utf8;
  std::vector<std::uint32_t> starts;
};

Read read(std::string text) {
  const std::size_t size = text.size();
  text.resize(size + kPadding, ' ');
  TokenIndex index;
  const TokenIndex::Result result = index.read({text.data(), size});
  return {result.status, result.is_utf8, {result.starts.begin(), result.starts.end()}};
}

TEST(TokenIndex, FindsWhereTokensBegin) {
  struct {
    std::string text;
    std::vector<std::uint32_t> starts;
  } const cases[] = {
      {R"({"a": 12.5})", {0, 1, 4, 6, 10}},
      {R"("a"b "c")", {0, 3, 5}},                       // a run begins behind a string without a gap
      {R"(b"a,"c,)", {0, 5, 6}},                        // a string right behind a run is part of it
      {R"(\"a,\\"b,")", {0, 3, 4}},                     // no quote behind a backslash, but behind two
      {"[0,\f2,\x1A,3]", {0, 1, 2, 3, 5, 6, 7, 8, 9}},  // control characters are part of runs
      {R"({"a\\":"b\"",\,{\"})", {0, 1, 6, 7, 12, 13, 14, 15, 16, 18}},
  };
  for (const auto& [text, starts] : cases) {
    EXPECT_EQ(read(text).starts, starts) << text;
    EXPECT_EQ(read(text).status, TokenStatus::ok) << text;
  }
}

// A byte that is not UTF-8, somewhere behind, must not change what stands before it.
TEST(TokenIndex, FindsTheSameInTextsThatAreNotUtf8) {
  constexpr std::string_view kAlphabet = "{}[]:,\"\"\"\\\\\\ \n1a\f\x1A";
  std::mt19937 random(5);
  int compared = 0;
  for (int round = 0; round < 200'000; ++round) {
    std::string text = " ";
    for (std::size_t size = random() % 80; text.size() < size;) text += kAlphabet[random() % kAlphabet.size()];
    const Read alone = read(text);
    Read with_more = read(text + " \xFF");
    ASSERT_FALSE(with_more.is_utf8);
    if (alone.status != TokenStatus::ok) continue;
    ++compared;
    with_more.starts.pop_back();
    ASSERT_EQ(alone.starts, with_more.starts) << text;
  }
  EXPECT_GT(compared, 50'000);
}

}  // namespace
}  // namespace spoor
