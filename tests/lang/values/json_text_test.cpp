#include "lang/values/json_text.h"

#include <gtest/gtest.h>

#include <string>

namespace spoor {
namespace {

TEST(StrictJson, IsWhatRfc8259Has) {
  const std::string_view texts[] = {
      "{}",
      "[]",
      " \t\r\n[ ] ",
      R"({"a":1})",
      R"( { "a" : [ 1 , 2 , { } ] , "a" : null } )",
      "[[[]],[[[]]]]",
      "0",
      "-0",
      "-0.0e-0",
      "1e5",
      "12.5E+7",
      "123456789012345678901234567890",
      "true",
      "false",
      "null",
      R"("")",
      R"("\"\\\/\b\f\n\r\t\u00Ff")",
      R"("\ud83d")",
      "\"\x7F äöü 😀\"",
      R"({"":{"":[]}})",
  };
  for (const std::string_view text : texts) EXPECT_TRUE(is_strict_json(text)) << text;
}

TEST(StrictJson, IsNothingElse) {
  const std::string_view texts[] = {
      "",
      " ",
      "{",
      "}",
      "[",
      "]",
      "[}",
      "{]",
      "[1",
      "[1,",
      "[1,]",
      "[,1]",
      "[,]",
      "[1 2]",
      "{,}",
      R"({"a"})",
      R"({"a":})",
      R"({"a":1,})",
      R"({"a":1 "b":2})",
      R"({"a" 1})",
      R"({"a"::1})",
      "{1:1}",
      "{a:1}",
      R"({'a':1})",
      "{[]:1}",
      "01",
      "-",
      "+1",
      "1.",
      ".5",
      "1e",
      "1e+",
      "0x1",
      "1 1",
      "NaN",
      "Infinity",
      "nul",
      "nulll",
      "True",
      "tru",
      "\"",
      "\"a",
      R"("\")",
      R"("\x")",
      R"("\u12")",
      R"("\u12g4")",
      "\"\n\"",
      "\"\x01\"",
      "\"\xFF\"",
      "\"\xED\xA0\x80\"",
      "[] []",
      "[]x",
      "\xEF\xBB\xBF[]",
      "// c\n[]",
      "[1]/**/",
      "\v[]",
      "{}}",
      "[]]",
  };
  for (const std::string_view text : texts) EXPECT_FALSE(is_strict_json(text)) << text;
  EXPECT_FALSE(is_strict_json(std::string_view("[\0]", 3)));
  EXPECT_FALSE(is_strict_json(std::string_view("[]\0", 3)));
}

TEST(StrictJson, IsBoundedInDepth) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(is_strict_json(nested(1024)));
  EXPECT_FALSE(is_strict_json(nested(1025)));
  EXPECT_FALSE(is_strict_json(std::string(1'000'000, '[')));
}

}  // namespace
}  // namespace spoor
