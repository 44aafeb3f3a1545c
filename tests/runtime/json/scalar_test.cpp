#include "runtime/json/scalar.h"

#include <gtest/gtest.h>

#include <array>

namespace spoor {
namespace {

using std::string_view_literals::operator""sv;

TEST(DecodeString, UndoesEscapes) {
  struct {
    std::string_view raw;
    std::optional<std::string_view> expected;
  } const cases[] = {
      {"", ""},
      {"plain", "plain"},
      {"tab\there", "tab\there"},
      {R"(\" \\ \/ \b \f \n \r \t)", "\" \\ / \b \f \n \r \t"},
      {R"(a\u0041b)", "aAb"},
      {R"(\u00e9\u00E9)", "éé"},
      {R"(\u20AC)", "€"},
      {R"(\ud83d\ude00!)", "😀!"},
      {R"(\uDBFF\uDFFF)", "\U0010FFFF"},
      {R"(a\u0000b)", "a\0b"sv},
      {R"(\\u0041)", "\\u0041"},
      {R"(\ud83d)", std::nullopt},
      {R"(\ud83d!)", std::nullopt},
      {R"(\ud83d\n)", std::nullopt},
      {R"(\ud83d\u0041)", std::nullopt},
      {R"(\ud83d\ud83d)", std::nullopt},
      {R"(\ude00)", std::nullopt},
      {R"(\u12)", std::nullopt},
      {R"(\u12G4)", std::nullopt},
      {R"(\u+123)", std::nullopt},
      {R"(\x41)", std::nullopt},
      {R"(\')", std::nullopt},
      {R"(\U0041)", std::nullopt},
      {"\\", std::nullopt},
  };
  Arena arena;
  for (const auto& [raw, expected] : cases) EXPECT_EQ(decode_string(raw, arena), expected) << raw;
}

TEST(DecodeString, CopiesOnlyWhereItMust) {
  Arena arena;
  const std::string_view plain = "nothing to undo";
  EXPECT_EQ(decode_string(plain, arena)->data(), plain.data());
}

TEST(Arena, KeepsWhatItGaveUntilCleared) {
  Arena arena;
  std::vector<std::pair<std::string_view, std::string>> kept;
  for (std::size_t i = 0; i < 400; ++i) {
    const std::string text(i * 37 % 5'000 + (i == 200 ? 100'000 : 0), static_cast<char>('a' + i % 26));
    kept.emplace_back(arena.append(text), text);
  }
  for (const auto& [view, text] : kept) EXPECT_EQ(view, text);
  const char* const first = kept[1].first.data();
  arena.clear();
  arena.append("");
  EXPECT_EQ(arena.append("x").data(), first);
}

// Finds tokens the slow way.
struct Tokenized {
  explicit Tokenized(std::string_view text) {
    bool in_run = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool is_mark = std::string_view("{}[]:,\"").find(text[i]) != std::string_view::npos;
      if (is_mark || (!in_run && text[i] != ' ')) starts.push_back(static_cast<std::uint32_t>(i));
      in_run = !is_mark && text[i] != ' ';
      if (text[i] != '"') continue;
      for (++i; text[i] != '"'; ++i) i += text[i] == '\\' ? 1 : 0;
    }
    tokens.text = text.data();
    tokens.starts = starts;
  }
  std::vector<std::uint32_t> starts;
  Tokens tokens;
};

TEST(DecodeScalar, TellsTypesApart) {
  const Tokenized object(R"({"k" :"a\"b" , "n": -1.5e1,"t":true,"f":false,"z":null,"x":nul1,"y":01,"q":"\q"})");
  ASSERT_EQ(object.tokens.kind(static_cast<std::uint32_t>(object.starts.size() - 1)), '}');
  Arena arena;
  const auto decoded = [&](std::uint32_t token) { return decode_scalar(object.tokens, token, arena); };
  EXPECT_EQ(raw_string(object.tokens, 1), "k");
  EXPECT_EQ(raw_string(object.tokens, 3), R"(a\"b)");
  EXPECT_EQ(raw_scalar(object.tokens, 7), "-1.5e1");
  EXPECT_EQ(decoded(3)->text(), "a\"b");
  EXPECT_EQ(decoded(7)->number(), Number::from_integer(-15));
  EXPECT_TRUE(equal(*decoded(11), Value::from_boolean(true)));
  EXPECT_TRUE(equal(*decoded(15), Value::from_boolean(false)));
  for (const std::uint32_t token : {19U, 23U, 27U, 31U}) EXPECT_FALSE(decoded(token)) << token;
}

TEST(DecodeScalar, FindsTheEndOfALastString) {
  const Tokenized text(R"("a\"b\\" )");
  EXPECT_EQ(raw_string(text.tokens, 0), R"(a\"b\\)");
}

TEST(Value, IsEqualByTypeAndValue) {
  const std::array<Value, 7> values = {
      Value::from_string("1"),   Value::from_string(""),     Value::from_number(Number::from_integer(1)),
      Value::from_boolean(true), Value::from_boolean(false), Value::from_number(Number::from_integer(0)),
      Value::from_object("{}"),
  };
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t j = 0; j < values.size(); ++j) {
      EXPECT_EQ(equal(values[i], values[j]), i == j && values[i].type() != ValueType::object) << i << " " << j;
    }
  }
  EXPECT_TRUE(equal(Value::from_number(Number::from_real(1.0)), Value::from_number(Number::from_integer(1))));
}

}  // namespace
}  // namespace spoor
