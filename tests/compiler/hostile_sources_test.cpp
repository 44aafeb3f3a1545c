// Rule files that were made to break a compiler: each ends in few diagnostics that can be read, or compiles. What
// bounds the work is counted, not timed.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "compiler/closer.h"
#include "compiler/compile.h"
#include "tests/no_packs.h"

namespace spoor {
namespace {

using test::NoPacks;

struct Answer {
  std::vector<std::string> lines;  // `E0004 1:19 message`
  std::size_t most_rendered = 0;   // bytes of the longest diagnostic, as it is printed
};

CompileRequest request(std::string text) { return {.files = {{"hostile.spoor", std::move(text)}}, .outputs = {}}; }

Answer answer_to(std::string text) {
  const Compiled compiled = compile(request(std::move(text)), NoPacks());
  Answer answer;
  for (const Diagnostic& diagnostic : compiled.diagnostics) {
    const Position at = compiled.sources.begin(diagnostic.span);
    answer.lines.push_back(
        fmt::format("{} {}:{} {}", info(diagnostic.kind).code, at.line, at.column, diagnostic.message));
    answer.most_rendered = std::max(answer.most_rendered, render(diagnostic, compiled.sources, false).size());
  }
  return answer;
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

void expect_one(std::string text, std::string_view line) {
  constexpr std::size_t kReadable = 2'000;
  const Answer answer = answer_to(std::move(text));
  ASSERT_EQ(answer.lines.size(), 1U) << (answer.lines.empty() ? "no diagnostic" : answer.lines[1]);
  EXPECT_EQ(answer.lines[0], line);
  EXPECT_LT(answer.most_rendered, kReadable);
}

constexpr std::size_t kMillion = 1'000'000;

TEST(HostileSources, NestingIsLimitedHoweverItIsWritten) {
  constexpr std::string_view kDeep = "the condition is nested more than 100 levels deep";
  expect_one("rule r { where " + repeated("(", kMillion), fmt::format("E0301 1:116 {}", kDeep));
  expect_one("rule r { where " + repeated("(", kMillion) + "a == 1" + repeated(")", kMillion) + " }",
             fmt::format("E0301 1:116 {}", kDeep));
  expect_one("rule r { where " + repeated("not ", kMillion) + "a == 1 }", fmt::format("E0301 1:416 {}", kDeep));
  expect_one("rule r { where " + repeated("any v in p: (", kMillion / 2), fmt::format("E0301 1:1316 {}", kDeep));
  expect_one("rule r { where " + repeated("lower(", kMillion), fmt::format("E0301 1:616 {}", kDeep));
  expect_one("def d(x) = x == 1\nrule r { where " + repeated("d(", kMillion), fmt::format("E0301 2:216 {}", kDeep));
}

TEST(HostileSources, RecordsOfTestsAreNestedAsRecordsAre) {
  constexpr std::string_view kDeep = "the event is nested more than 1024 levels deep";
  const std::string deep = repeated("{\"a\":", kMillion) + "1" + repeated("}", kMillion);
  const std::string rule = "rule r { where a == 1 test \"t\" fires ";
  expect_one(rule + deep + " }", fmt::format("E0016 1:5159 {}", kDeep));
  expect_one(rule + "{\"a\": 1} " + deep + " }", fmt::format("E0016 1:5168 {}", kDeep));
  expect_one(rule + repeated("{\"a\":[", kMillion), fmt::format("E0016 1:3111 {}", kDeep));
  expect_one(rule + "event s with " + deep + " }", fmt::format("E0016 1:5172 {}", kDeep));
  expect_one(rule + "mock t(\"x\") = " + deep + " {\"a\": 1} }", fmt::format("E0016 1:5173 {}", kDeep));
  expect_one("sample s = " + deep, fmt::format("E0016 1:5133 {}", kDeep));
  const std::string allowed = repeated("{\"a\":", 1024) + "1" + repeated("}", 1024);
  EXPECT_TRUE(answer_to(rule + allowed + " }").lines.empty());
}

// Defs that name the one before them twice, the first one last if `is_reversed`.
std::string doubling(std::size_t count, bool has_parameter, bool is_reversed) {
  const std::string_view parameter = has_parameter ? "(x)" : "";
  std::vector<std::string> defs = {fmt::format("def d0{} = exists {}\n", parameter, has_parameter ? "x" : "a")};
  for (std::size_t i = 1; i < count; ++i) {
    defs.push_back(fmt::format("def d{0}{1} = d{2}{1} and d{2}{1}\n", i, parameter, i - 1));
  }
  if (is_reversed) std::reverse(defs.begin(), defs.end());
  return fmt::format("{}rule r {{ where d{}{} }}\n", fmt::join(defs, ""), count - 1, has_parameter ? "(a)" : "");
}

// Each def is looked at by itself and in the rule. However many are too large, only what the limit allows is expanded.
TEST(HostileSources, DoublingDefsAreExpandedUpToTheLimitOnce) {
  for (const bool has_parameter : {false, true}) {
    for (const bool is_reversed : {false, true}) {
      for (const std::size_t count : {64U, 250U, 1000U}) {
        const Typed typed = type_check(request(doubling(count, has_parameter, is_reversed)), NoPacks());
        ASSERT_FALSE(typed.diagnostics.empty());
        EXPECT_TRUE(std::all_of(typed.diagnostics.begin(), typed.diagnostics.end(), [](const Diagnostic& diagnostic) {
          return diagnostic.kind == DiagnosticKind::expansion_too_large;
        }));
        EXPECT_LT(typed.tree.nodes.size(), 3 * std::size_t{kMostParts})
            << count << " " << has_parameter << " " << is_reversed;
      }
      EXPECT_TRUE(answer_to(doubling(12, has_parameter, is_reversed)).lines.empty());
    }
  }
}

TEST(HostileSources, ADefThatIsTooLargeIsReportedOnce) {
  const Answer answer = answer_to(doubling(64, false, false));
  ASSERT_EQ(answer.lines.size(), 1U);
  EXPECT_EQ(answer.lines[0], "E0303 18:19 the condition has more than 400000 parts");
}

TEST(HostileSources, AConditionMayBeLongAndNotEndless) {
  EXPECT_TRUE(answer_to("rule r { where " + repeated("a == 1 and ", 100'000) + "b == 1 }").lines.empty());
  expect_one("rule r { where " + repeated("a == 1 and ", 200'000) + "b == 1 }",
             "E0303 1:1466679 the condition has more than 400000 parts");
}

TEST(HostileSources, AFileHasAtMostEightMegabytes) {
  const std::string line = "rule r { where a == 1 } # ";
  expect_one(line + std::string(10 * kMillion, 'x'),
             "E0302 1:1 the file has 10000026 bytes, more than the 8388608 that a rule file may have");
  EXPECT_TRUE(answer_to(line + std::string(8 * kMillion, 'x')).lines.empty());
  expect_one("rule r { where a in (" + repeated("\"x\", ", kMillion) + "\"x\" = \"y\") }",
             "E0004 1:5000026 found `=`, which compares nothing");
}

TEST(HostileSources, PatternsAreShort) {
  const std::string where = "rule r { where a matches /";
  constexpr std::string_view kLong = "E0014 1:26 RE2 refuses the pattern: it has 1000000 bytes, more than 16384";
  expect_one(where + repeated("ab", kMillion / 2) + "/ }", kLong);
  expect_one(where + repeated("(", kMillion) + "/ }", kLong);
  expect_one(where + "((a{1000}){1000}){1000}/ }", "E0014 1:26 RE2 refuses the pattern: `{1000}` repeats too often");
  expect_one("rule r { where a like \"" + repeated("*a", kMillion / 2) + "\" }",
             "E0014 1:16 the pattern is too large: it has 1500004 bytes, more than 16384");
}

TEST(HostileSources, BytesThatAreNoTextAreNamed) {
  using namespace std::string_literals;
  expect_one("rule r { wh\0ere a == 1 }"s, "E0006 1:10 `wh` begins no clause");
  expect_one("rule r { where a == 1 }\0"s, "E0001 1:24 found `\0` where an item is needed"s);
  EXPECT_TRUE(answer_to("rule r { where a == \"x\0y\" } # \0"s).lines.empty());
  expect_one("rule r { title \"\xff\" where a == 1 }", "E0015 1:17 the file is not UTF-8: byte 16 begins no character");
  expect_one("rule r { where a == \"\xed\xa0\x80\" }", "E0015 1:22 the file is not UTF-8: byte 21 begins no character");
  expect_one("\xff\xfer\0u\0l\0"s, "E0015 1:1 the file is not UTF-8: byte 0 begins no character");
}

TEST(HostileSources, AByteOrderMarkIsNoColumn) {
  EXPECT_TRUE(answer_to("\xEF\xBB\xBFrule r { where a == 1 }").lines.empty());
  expect_one("\xEF\xBB\xBFrule r { where a = 1 }", "E0004 1:18 found `=`, which compares nothing");
  expect_one("\xEF\xBB\xBF\nrule r { where a = 1 }", "E0004 2:18 found `=`, which compares nothing");
  expect_one("\n\xEF\xBB\xBFrule r { where a == 1 }", "E0001 2:1 found `\uFEFF` where an item is needed");
}

TEST(HostileSources, LinesMayEndInAnyWay) {
  EXPECT_TRUE(answer_to("rule r {\r\n  where a == 1 # c\r\n  test \"t\" fires {\"a\":\r\n 1}\r\n}\r\n").lines.empty());
  expect_one("rule r {\r\n  where a = 1\r\n}\r\n", "E0004 2:11 found `=`, which compares nothing");
  EXPECT_TRUE(answer_to("rule r {\r  where a == 1\r}\r").lines.empty());
}

}  // namespace
}  // namespace spoor
