#include <gtest/gtest.h>

#include "runtime/json/print.h"
#include "tests/runtime/match/matching.h"

namespace spoor {
namespace {

using test::ProgramBuilder;

// The values of json(p) and the steps behind it, where `text` stands in the string p.
std::string within(std::string_view text, std::string_view steps = "") {
  ProgramBuilder builder;
  builder.output("value", builder.call(Function::json, {builder.value(builder.field("p"))}, steps));
  Matcher matcher(test::prepare(builder));
  const auto record = OwnedRecord::read("{\"p\": " + json_string(text) + "}");
  if (!record) return "unreadable";
  matcher.match(record->record());
  return test::to_text(matcher.output(0));
}

TEST(Json, ParsesWhatStandsInAString) {
  EXPECT_EQ(within(R"({"a": 1})"), R"({"a": 1})");
  EXPECT_EQ(within(" \t\r\n{} "), "{}");
  EXPECT_EQ(within(R"(["x", [1, null, [true]], {"a": 2}])"), R"("x" 1 true {"a": 2})");
  EXPECT_EQ(within("12.50"), "12.5");
  EXPECT_EQ(within(" true "), "true");
  EXPECT_EQ(within(R"("a\u0062\n")"), "\"ab\n\"");
  EXPECT_EQ(within(R"("")"), R"("")");
  EXPECT_EQ(within("\"\t\""), "\"\t\"");
}

TEST(Json, WalksAsEveryPath) {
  const std::string_view json = R"({"s": [{"a": ["x", ["y"]], "k\u0065y": 1}, {"a": "z"}, null]})";
  EXPECT_EQ(within(json, "s.a"), R"("x" "y" "z")");
  EXPECT_EQ(within(json, "s[-2].a"), R"("z")");
  EXPECT_EQ(within(json, "s[0].key"), "1");
  EXPECT_EQ(within(json, "s.a.b"), "");
  EXPECT_EQ(within("[[1, 2], [3]]", "[0][1]"), "2");
  EXPECT_EQ(within("[[1, 2], [3]]", "[-1]"), "3");
  EXPECT_EQ(within("[[1, 2], [3]]", "[*][0]"), "1 3");
  EXPECT_EQ(within("5", "[0]"), "5");
  EXPECT_EQ(within("5", "a"), "");
}

TEST(Json, DecodesUrlEncodedText) {
  EXPECT_EQ(within("%7B%22a%22%3A+%5B1%2C2%5D%7D", "a"), "1 2");
  EXPECT_EQ(within(" %7b%7d\n"), "{}");
  EXPECT_EQ(within("%22a%25b%2Bc+d%22"), R"("a%b+c d")");
  EXPECT_EQ(within("%22%C3%A4%22"), "\"\xC3\xA4\"");
  EXPECT_EQ(within("%0A%5B1%5D%20"), "1");
  EXPECT_EQ(within("%22%FF%22"), "");  // not UTF-8
  EXPECT_EQ(within("%7B%22a%22%3A%FF%7D"), "");
  EXPECT_EQ(within("%7B%7"), "");
  EXPECT_EQ(within("%257B%257D"), "");        // encoded twice
  EXPECT_EQ(within("{%22a%22:1}", "a"), "");  // only encoded text begins with `%`
}

TEST(Json, IsReadAsRecordsAre) {
  EXPECT_EQ(within(R"({"a": 1, "a": 2})", "a"), "1 2");
  EXPECT_EQ(within(R"({"a": ["\ud800", "\ud83d\ude00", 01, nul, 1]})", "a"), "\"\xF0\x9F\x98\x80\" 1");
  EXPECT_EQ(within(R"({"a" 1, "b": 2})", "b"), "2");
  EXPECT_EQ(within("{\"id\": 1, \"b\":\n{\"id\": 2}}", "b.id"), "2");  // no new record begins within a value
}

TEST(Json, HasNoValueForWhatItCannotRead) {
  for (const char* text :
       {"",      " ",      "null", "nul", "text", "{",  "[",   "}",       "[}",          "{]",          "{\"a\": \"b}",
        "{} {}", "[1], 2", "{}x",  "x{}", "'a'",  "\"", "\"a", "\"a\\\"", "\"a\" \"b\"", "\"\\ud800\"", "01",
        "1 2",   "+1",     "True", "%",   "%7B"}) {
    EXPECT_EQ(within(text), "") << text;
  }
}

TEST(Json, IsBoundedInDepth) {
  const auto nested = [](std::size_t depth, std::string_view inside) {
    return std::string(depth, '[') + std::string(inside) + std::string(depth, ']');
  };
  EXPECT_EQ(within(nested(1024, "1")), "1");
  EXPECT_EQ(within(nested(1025, "1")), "");
  EXPECT_EQ(within(std::string(256 * 1024, '[')), "");
  EXPECT_EQ(within(nested(128 * 1024, "")), "");
  std::string objects;
  for (int i = 0; i < 30'000; ++i) objects += "{\"a\":";
  EXPECT_EQ(within(objects), "");
}

TEST(Json, IsBoundedInSize) {
  const auto padded = [](std::size_t size) { return "[1" + std::string(size - 3, ' ') + "]"; };
  EXPECT_EQ(within(padded(1 << 20)), "1");
  EXPECT_EQ(within(padded((1 << 20) + 1)), "");
}

TEST(Json, LeavesOtherValuesAsTheyAre) {
  ProgramBuilder builder;
  builder.output("value", builder.call(Function::json, {builder.value(builder.field("p"))}));
  builder.output("a", builder.call(Function::json, {builder.value(builder.field("p"))}, "a"));
  Matcher matcher(test::prepare(builder));
  const auto record = OwnedRecord::read(R"({"p": [1, true, {"a": "x"}, [{"a": 2}], "{\"a\": 3}", "4", null]})");
  matcher.match(record->record());
  EXPECT_EQ(test::to_text(matcher.output(0)), R"(1 true {"a": "x"} {"a": 2} {"a": 3} 4)");
  EXPECT_EQ(test::to_text(matcher.output(1)), R"("x" 2 3)");
}

// Elements of what stands in a string, and strings of JSON within them.
TEST(Json, GivesElementsToQuantifiers) {
  ProgramBuilder b;
  const Index statements = b.call(Function::json, {b.value(b.field("p"))}, "s");
  const Index inner = b.call(Function::json, {b.value(b.element(1, "doc"))}, "[0].b", false);
  const Index loop = b.loop_over_values(statements, 1);
  const Index a = b.predicate(Opcode::equals_string, b.element(1, "a"), b.string("x"));
  const Index is_one = b.predicate(Opcode::equals_string, inner, b.string("1"));
  b.rule(
      {b.op(Opcode::any, loop, 4), b.test(a), b.op(Opcode::jump_if_false, 0, 1), b.test(is_one), b.op(Opcode::finish)});
  Matcher matcher(test::prepare(b));
  EXPECT_EQ(
      test::matched(matcher,
                    R"({"p": "{\"s\": [{\"a\": \"y\"}, {\"a\": \"x\", \"doc\": \"[{\\\"b\\\": \\\"1\\\"}]\"}]}"})"),
      "0");
  EXPECT_EQ(
      test::matched(matcher,
                    R"({"p": "{\"s\": [{\"a\": \"x\"}, {\"a\": \"y\", \"doc\": \"[{\\\"b\\\": \\\"1\\\"}]\"}]}"})"),
      "");
  EXPECT_EQ(test::matched(matcher, R"({"p": "{\"s\": [{\"a\": \"x\", \"doc\": \"[{\\\"b\\\": \\\"1\\\"}\"}]}"})"), "");
  EXPECT_EQ(test::matched(matcher, "{}"), "");
}

}  // namespace
}  // namespace spoor
