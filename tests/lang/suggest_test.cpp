#include "lang/suggest.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace spoor {
namespace {

TEST(Suggest, FindsWhatWasMeant) {
  constexpr std::array<std::string_view, 10> kWords = {"contains", "startswith", "endswith", "like",  "matches",
                                                       "in",       "severity",   "where",    "count", "coalesce"};
  struct {
    std::string_view word;
    std::string_view expected;  // empty: nothing
  } const cases[] = {
      {"containz", "contains"},
      {"contain", "contains"},
      {"cotnains", "contains"},
      {"CONTAINS", "contains"},
      {"startwith", "startswith"},
      {"starts_with", "startswith"},
      {"lik", "like"},
      {"lkie", "like"},
      {"IN", "in"},
      {"wehre", "where"},
      {"seveirty", "severity"},
      {"coalesc", "coalesce"},
      {"contains", ""},
      {"on", ""},
      {"x", ""},
      {"", ""},
      {"somethingelse", ""},
      {"matchmaker", ""},
  };
  for (const auto& [word, expected] : cases) {
    const auto found = closest(word, kWords);
    EXPECT_EQ(found.value_or(""), expected) << word;
  }
}

TEST(Suggest, TakesTheNearestAndThenTheFirst) {
  constexpr std::array<std::string_view, 3> kWords = {"actors", "acter", "actor"};
  EXPECT_EQ(closest("actorr", kWords), "actors");
  EXPECT_EQ(closest("actoor", kWords), "actor");
}

TEST(Suggest, IsSilentOnEndlessWords) {
  const std::string endless(1'000'000, 'a');
  const std::array<std::string_view, 2> words = {endless, "aaaa"};
  EXPECT_EQ(closest(endless.substr(1), words), std::nullopt);
  EXPECT_EQ(closest("aaab", words), "aaaa");
}

}  // namespace
}  // namespace spoor
