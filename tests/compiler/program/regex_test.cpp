#include "compiler/program/regex.h"

#include <gtest/gtest.h>

#include <chrono>

namespace spoor {
namespace {

TEST(Regex, MeansWhatTheLanguageSays) {
  constexpr std::uint32_t i = RegexRow::kIgnoreCase, m = RegexRow::kMultiLine, s = RegexRow::kDotAll;
  struct {
    std::string_view pattern;
    std::uint32_t flags;
    std::string_view text;
    bool expected;
  } const cases[] = {
      {"b", 0, "abc", true},     {"B", 0, "abc", false},
      {"B", i, "abc", true},     {"Ä", i, "xäx", true},
      {"^b", 0, "abc", false},   {"^b", 0, "a\nb", false},
      {"^b", m, "a\nb", true},   {"a$", 0, "a\n", false},
      {"a$", 0, "a\nb", false},  {"a$", m, "a\nb", true},
      {"a.b", 0, "a\nb", false}, {"a.b", s, "a\nb", true},
      {"a.b", m, "a\nb", false}, {"^a.b$", i | m | s, "x\nA\nB\ny", true},
      {"^.$", 0, "ä", true},     {"", 0, "", true},
      {"a{2}", 0, "aa", true},   {"a|b", m, "xb", true},
  };
  for (const auto& [pattern, flags, text, expected] : cases) {
    const auto regex = compile_regex(pattern, flags);
    ASSERT_TRUE(regex) << pattern;
    EXPECT_EQ(RE2::PartialMatch({text.data(), text.size()}, **regex), expected) << pattern << " " << text;
  }
}

TEST(Regex, SaysWhatIsWrong) {
  struct {
    std::string_view pattern;
    std::string_view error;
  } const cases[] = {
      {"a(b", "a `(` is not closed: `a(b`"},
      {"a)(b", "a `)` has no `(`: `a)(b`"},
      {"[a", "a `[` is not closed: `[a`"},
      {"[z-a]", "`z-a` is no range of characters"},
      {"[[:foo:]]", "`[:foo:]` is no range of characters"},
      {"*a", "nothing stands before `*` that could be repeated"},
      {"a**", "`**` repeats what already is a repetition"},
      {"a{1001}", "`{1001}` repeats too often"},
      {"(((a{100}){100}){100})", "`{100}` repeats too often"},
      {"(?=a)", "RE2 does not know `(?=`: it never looks around or back"},
      {"(?<=a)b", "RE2 does not know `(?<`: it never looks around or back"},
      {"(a)\\1", "`\\1` is no escape that RE2 knows"},
      {"a\\", "it ends with a single `\\`"},
      {"a\xFF", "it is not UTF-8"},
      {"(?P<a b>c)", "`(?P<a b>` is no name of a group"},
      {"(\\pL{100}){9}", "it takes too much memory: write shorter repetitions"},
  };
  for (const auto& [pattern, error] : cases) {
    const auto regex = compile_regex(pattern, 0);
    ASSERT_FALSE(regex) << pattern;
    EXPECT_EQ(regex.error(), error) << pattern;
  }
}

TEST(Regex, TakesOrRefusesBombsSoon) {
  std::vector<std::string> bombs = {std::string(1 << 20, 'a'), std::string(16'000, '('), "((a{100}){100}){100}"};
  for (const std::string_view part : {"a?", "(a|b)*", "[^x]{9}", "\\pL", "\\w{50}"}) {
    std::string& bomb = bombs.emplace_back();
    while (bomb.size() < 16'000) bomb += part;
  }
  for (const std::string& bomb : bombs) {
    const auto start = std::chrono::steady_clock::now();
    const auto regex = compile_regex(bomb, RegexRow::kIgnoreCase);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5)) << bomb.substr(0, 20);
    if (!regex) {
      EXPECT_LT(regex.error().size(), 100U);
    }
  }
}

TEST(Regex, KeepsErrorsShort) {
  const auto regex = compile_regex("(" + std::string(5'000, 'a'), 0);
  ASSERT_FALSE(regex);
  EXPECT_LT(regex.error().size(), 100U);
}

}  // namespace
}  // namespace spoor
