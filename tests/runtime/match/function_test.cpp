#include <gtest/gtest.h>

#include "tests/runtime/match/matching.h"

namespace spoor {
namespace {

using test::ProgramBuilder;

// The values of the operand that `make` adds, for each record.
template <typename Make>
std::string values(Make make, std::string_view json) {
  ProgramBuilder builder;
  builder.output("value", make(builder));
  Matcher matcher(test::prepare(builder));
  const auto record = OwnedRecord::read(json);
  if (!record) return "unreadable";
  matcher.match(record->record());
  return test::to_text(matcher.output(0));
}

std::string of_field(Function function, std::string_view json) {
  return values([&](auto& b) { return b.call(function, {b.value(b.field("p"))}); }, json);
}

TEST(Function, Lower) {
  EXPECT_EQ(of_field(Function::lower, R"({"p": ["AbC", "abc", "\u00c4\u03a3", 1, true, {}, ""]})"),
            "\"abc\" \"abc\" \"\xC3\xA4\xCF\x83\" \"\"");
  EXPECT_EQ(of_field(Function::lower, "{}"), "");
}

TEST(Function, BaseName) {
  EXPECT_EQ(
      of_field(Function::base_name, R"({"p": ["CreateFunction20150331v2", "CreateFunction2020_05_31", "RunInstances",
                                                    "20150331", 5]})"),
      R"("CreateFunction" "CreateFunction" "RunInstances" "20150331")");
}

TEST(Function, Len) {
  EXPECT_EQ(of_field(Function::len, R"({"p": ["", "abc", "\u00e4\ud83d\ude00", 12, null]})"), "0 3 2");
}

TEST(Function, Count) {
  EXPECT_EQ(of_field(Function::count, R"({"p": ["a", "a", null, [1, {}]]})"), "4");
  EXPECT_EQ(of_field(Function::count, R"({"p": []})"), "0");
  EXPECT_EQ(of_field(Function::count, "{}"), "0");
}

TEST(Function, Split) {
  const auto split = [](std::string_view separator, std::string_view json) {
    return values(
        [&](auto& b) {
          return b.call(Function::split, {b.value(b.field("p")), b.value(b.constant(separator))});
        },
        json);
  };
  EXPECT_EQ(split(",", R"({"p": "a,b,,c"})"), R"("a" "b" "" "c")");
  EXPECT_EQ(split(",", R"({"p": [",", "", "x", 1]})"), R"("" "" "" "x")");
  EXPECT_EQ(split("::", R"({"p": "a::b:::c"})"), R"("a" "b" ":c")");
  EXPECT_EQ(split("", R"({"p": "abc"})"), R"("abc")");
  EXPECT_EQ(split(",", "{}"), "");
  const auto split_by_field = [](std::string_view json) {
    return values(
        [&](auto& b) {
          return b.call(Function::split, {b.value(b.field("p")), b.value(b.field("q"))});
        },
        json);
  };
  EXPECT_EQ(split_by_field(R"({"p": "a;b", "q": [1, ";"]})"), R"("a" "b")");
  EXPECT_EQ(split_by_field(R"({"p": "a;b"})"), "");
}

TEST(Function, Concat) {
  const auto concat = [](std::string_view json) {
    return values(
        [&](auto& b) {
          return b.call(Function::concat, {b.value(b.field("p")), b.value(b.constant("/")), b.value(b.field("q"))});
        },
        json);
  };
  EXPECT_EQ(concat(R"({"p": "a", "q": "b"})"), R"("a/b")");
  EXPECT_EQ(concat(R"({"p": ["a", 1, "b"], "q": ["c", "d"]})"), R"("a/c" "a/d" "b/c" "b/d")");
  EXPECT_EQ(concat(R"({"p": "a"})"), "");
  EXPECT_EQ(concat(R"({"p": "a", "q": 1})"), "");
  EXPECT_EQ(concat(R"({"p": "", "q": ""})"), R"("/")");
}

TEST(Function, ConcatIsBounded) {
  std::string json = R"({"p": ["first")";
  for (int i = 0; i < 500; ++i) json += ",\"x\"";
  json += R"(], "q": [")" + std::string(300000, 'y') + R"(", "z"]})";
  const auto how_many = [&](std::initializer_list<const char*> fields) {
    return values(
        [&](auto& b) {
          Index all = b.field("p");
          for (const char* field : fields) {
            all = b.call(Function::concat, {b.value(all), b.value(b.field(field))});
          }
          return b.call(Function::count, {b.value(all)});
        },
        json);
  };
  EXPECT_EQ(how_many({"p"}), "64");
  EXPECT_EQ(how_many({"p", "p", "p", "p", "p", "p", "p", "p"}), "64");
  // Each doubles what is kept, until a combination would be too long: of 64, those with four of the long string.
  EXPECT_EQ(how_many({"q", "q", "q"}), "64");
  EXPECT_EQ(how_many({"q", "q", "q", "q"}), "60");
}

TEST(Function, Coalesce) {
  const auto coalesce = [](std::string_view json) {
    return values(
        [&](auto& b) {
          return b.call(Function::coalesce,
                        {b.value(b.field("p")), b.value(b.field("q")), b.value(b.constant("else"))});
        },
        json);
  };
  EXPECT_EQ(coalesce(R"({"p": "a", "q": "b"})"), R"("a")");
  EXPECT_EQ(coalesce(R"({"p": "", "q": ["", 5]})"), R"("" 5)");
  EXPECT_EQ(coalesce(R"({"p": null, "q": false})"), "false");
  EXPECT_EQ(coalesce(R"({"p": ["", ""]})"), R"("else")");
  EXPECT_EQ(coalesce(R"({"q": {}})"), "{}");
}

TEST(Function, CoalesceCanBeWalked) {
  const auto name = [](std::string_view json) {
    return values(
        [&](auto& b) {
          return b.call(Function::coalesce, {b.value(b.field("p")), b.value(b.field("q"))}, "name[0]");
        },
        json);
  };
  EXPECT_EQ(name(R"({"p": [{"name": ["a", "x"]}, {"name": "b"}], "q": {"name": "c"}})"), R"("a" "b")");
  EXPECT_EQ(name(R"({"p": [], "q": {"name": "\u0063"}})"), R"("c")");
  EXPECT_EQ(name(R"({"p": "text", "q": {"name": "c"}})"), "");
}

TEST(Function, Choose) {
  const auto choose = [](bool has_else, std::string_view json) {
    return values(
        [&](auto& b) {
          const auto exists = [&](const char* field) {
            return b.condition(b.predicate(Opcode::exists, b.field(field)));
          };
          const ArgumentRow p = exists("p");
          const ArgumentRow q = exists("q");
          const ArgumentRow first = b.value(b.field("first"));
          const ArgumentRow second = b.value(b.constant("second"));
          const ArgumentRow other = b.value(b.constant("other"));
          return has_else ? b.call(Function::choose, {p, first, q, second, other})
                          : b.call(Function::choose, {p, first, q, second});
        },
        json);
  };
  EXPECT_EQ(choose(true, R"({"p": 1, "q": 1, "first": [1, 2]})"), "1 2");
  EXPECT_EQ(choose(true, R"({"p": 1, "q": 1})"), "");
  EXPECT_EQ(choose(true, R"({"q": 1})"), R"("second")");
  EXPECT_EQ(choose(true, "{}"), R"("other")");
  EXPECT_EQ(choose(false, "{}"), "");
}

// Those of one value: the values themselves are tested in tests/lang/functions.
TEST(Function, TakesEachValueByItself) {
  EXPECT_EQ(of_field(Function::number, R"({"p": ["1.5", 2, "x", true, {}, null, ["-3"]]})"), "1.5 2 -3");
  EXPECT_EQ(of_field(Function::boolean, R"({"p": ["TRUE", false, "x", 1, {}]})"), "true false");
  EXPECT_EQ(of_field(Function::base64, R"({"p": ["YWJj", "YWJj=", 1]})"), R"("abc")");
  EXPECT_EQ(of_field(Function::arn, R"({"p": ["x", "arn:aws:s3:::b"]})"), R"("arn:aws:s3:::b")");
  EXPECT_EQ(of_field(Function::arn_account, R"({"p": ["arn:aws:iam::1:x", "arn:aws:s3:::b"]})"), R"("1")");
  EXPECT_EQ(of_field(Function::url_host, R"({"p": ["http://A/", "http://b:1/"]})"), R"("a" "b")");
  EXPECT_EQ(of_field(Function::time_hour, R"({"p": ["2024-04-10T20:00:00Z", 3600, "x"]})"), "20 1");
  EXPECT_EQ(of_field(Function::version, R"({"p": ["a/1.20.0", "x"]})"), "1.20");
  EXPECT_EQ(of_field(Function::version, "{}"), "");
}

TEST(Function, TruthsAreOneValue) {
  EXPECT_EQ(of_field(Function::is_ip, R"({"p": ["x", "10.0.0.1", "::1"]})"), "true");
  EXPECT_EQ(of_field(Function::is_ip, R"({"p": ["x", 1, true, {}]})"), "false");
  EXPECT_EQ(of_field(Function::is_ip, "{}"), "false");
  EXPECT_EQ(of_field(Function::is_private_ip, R"({"p": ["8.8.8.8", "10.0.0.1"]})"), "true");
  EXPECT_EQ(of_field(Function::is_private_ip, R"({"p": "8.8.8.8"})"), "false");
}

}  // namespace
}  // namespace spoor
