#include <gtest/gtest.h>

#include <limits>

#include "compiler/program/rows.h"
#include "tests/runtime/match/matching.h"

namespace spoor {
namespace {

using test::ProgramBuilder;

// Whether `op` holds for the field `p` of the record, and what it compares with.
template <typename MakeB>
bool holds(Opcode op, MakeB make_b, std::string_view json) {
  ProgramBuilder builder;
  const Index operand = builder.field("p");
  const Index predicate = builder.predicate(op, operand, make_b(builder));
  builder.rule({ProgramBuilder::test(predicate)});
  return test::holds(builder, json);
}

Number number(std::string_view text) { return parse_number(text).value(); }

bool exists(std::string_view json) {
  return holds(
      Opcode::exists, [](auto&) { return 0; }, json);
}

TEST(Predicate, Exists) {
  for (const char* json :
       {R"({"p": "x"})", R"({"p": ""})", R"({"p": 0})", R"({"p": false})", R"({"p": {}})", R"({"p": [null, 1]})"}) {
    EXPECT_TRUE(exists(json)) << json;
  }
  for (const char* json : {"{}", R"({"p": null})", R"({"p": []})", R"({"p": [[null]]})", R"({"q": 1})"}) {
    EXPECT_FALSE(exists(json)) << json;
  }
}

TEST(Predicate, EqualsBoolean) {
  const auto is_true = [](auto&) { return 1; };
  const auto is_false = [](auto&) { return 0; };
  EXPECT_TRUE(holds(Opcode::equals_boolean, is_true, R"({"p": true})"));
  EXPECT_FALSE(holds(Opcode::equals_boolean, is_true, R"({"p": false})"));
  EXPECT_TRUE(holds(Opcode::equals_boolean, is_false, R"({"p": [true, false]})"));
  EXPECT_FALSE(holds(Opcode::equals_boolean, is_true, R"({"p": "true"})"));
  EXPECT_FALSE(holds(Opcode::equals_boolean, is_true, R"({"p": 1})"));
  EXPECT_FALSE(holds(Opcode::equals_boolean, is_false, "{}"));
}

struct StringCase {
  Opcode op;
  const char* literal;
  const char* json;
  bool holds;
};

const StringCase kStrings[] = {
    {Opcode::equals_string, "x", R"({"p": "x"})", true},
    {Opcode::equals_string, "x", R"({"p": "X"})", false},
    {Opcode::equals_string, "x", R"({"p": ["y", "x"]})", true},
    {Opcode::equals_string, "x", R"({"p": "xx"})", false},
    {Opcode::equals_string, "", R"({"p": ""})", true},
    {Opcode::equals_string, "", "{}", false},
    {Opcode::equals_string, "1", R"({"p": 1})", false},
    {Opcode::equals_string, "true", R"({"p": true})", false},
    {Opcode::equals_string, "{}", R"({"p": {}})", false},
    {Opcode::contains, "b", R"({"p": "abc"})", true},
    {Opcode::contains, "", R"({"p": ""})", true},
    {Opcode::contains, "", R"({"p": 1})", false},
    {Opcode::contains, "abcd", R"({"p": "abc"})", false},
    {Opcode::contains, "b", R"({"p": {"b": 1}})", false},
    {Opcode::startswith, "ab", R"({"p": "abc"})", true},
    {Opcode::startswith, "bc", R"({"p": "abc"})", false},
    {Opcode::startswith, "1", R"({"p": 12})", false},
    {Opcode::endswith, "bc", R"({"p": "abc"})", true},
    {Opcode::endswith, "ab", R"({"p": "abc"})", false},
    {Opcode::endswith, "\n", R"({"p": "abc\n"})", true},
};

TEST(Predicate, StringsAgainstLiterals) {
  for (const StringCase& c : kStrings) {
    EXPECT_EQ(holds(
                  c.op, [&](auto& builder) { return builder.string(c.literal); }, c.json),
              c.holds)
        << info(c.op).name << " " << c.literal << " " << c.json;
  }
}

TEST(Predicate, ContainsIsByteForByteAcrossNul) {
  EXPECT_TRUE(holds(
      Opcode::contains, [](auto& b) { return b.string(std::string_view("a\0b", 3)); }, R"({"p": "xa\u0000by"})"));
}

TEST(Predicate, Matches) {
  const auto matches = [](std::string_view pattern, std::uint32_t flags, std::string_view json) {
    return holds(
        Opcode::matches, [&](auto& builder) { return builder.regex(pattern, flags); }, json);
  };
  EXPECT_TRUE(matches("b.d", 0, R"({"p": "abcde"})"));
  EXPECT_FALSE(matches("^b", 0, R"({"p": "abc"})"));
  EXPECT_FALSE(matches("B", 0, R"({"p": "abc"})"));
  EXPECT_TRUE(matches("B", RegexRow::kIgnoreCase, R"({"p": "abc"})"));
  EXPECT_FALSE(matches("a.b", 0, R"({"p": "a\nb"})"));
  EXPECT_TRUE(matches("a.b", RegexRow::kDotAll, R"({"p": "a\nb"})"));
  EXPECT_FALSE(matches("^b", 0, R"({"p": "a\nb"})"));
  EXPECT_TRUE(matches("^b", RegexRow::kMultiLine, R"({"p": "a\nb"})"));
  EXPECT_FALSE(matches("1", 0, R"({"p": 1})"));
  EXPECT_TRUE(matches("", 0, R"({"p": ["", 1]})"));
}

TEST(Predicate, NumberRanges) {
  const auto in = [](const char* low, bool has_low, const char* high, bool has_high, std::string_view json) {
    return holds(
        Opcode::in_number_range,
        [&](auto& builder) {
          return builder.number_range(builder.row(number(low), has_low), builder.row(number(high), has_high));
        },
        json);
  };
  EXPECT_TRUE(in("1", true, "2", true, R"({"p": 1})"));
  EXPECT_TRUE(in("1", true, "2", true, R"({"p": 2.0})"));
  EXPECT_FALSE(in("1", false, "2", false, R"({"p": [1, 2]})"));
  EXPECT_TRUE(in("1", false, "2", false, R"({"p": 1.5})"));
  EXPECT_FALSE(in("1", true, "2", true, R"({"p": "1"})"));
  EXPECT_FALSE(in("1", true, "2", true, R"({"p": true})"));
  EXPECT_TRUE(in("-1e999", true, "5", false, R"({"p": -1e400})"));
  EXPECT_FALSE(in("9223372036854775807", false, "1e999", true, R"({"p": 9223372036854775807})"));
  EXPECT_TRUE(in("9223372036854775807", false, "1e999", true, R"({"p": 9223372036854775808})"));
  EXPECT_FALSE(in("2", true, "1", true, R"({"p": [1, 2, 1.5]})"));
}

TEST(Predicate, TimeRanges) {
  const auto on = [](std::string_view date, std::string_view json) {
    return holds(
        Opcode::in_time_range, [&](auto& builder) { return builder.time_range(date); }, json);
  };
  EXPECT_TRUE(on("2024-04-10", R"({"p": "2024-04-10T23:59:59.9Z"})"));
  EXPECT_FALSE(on("2024-04-10", R"({"p": "2024-04-11T00:00:00Z"})"));
  EXPECT_TRUE(on("2014-07-18", R"({"p": "Jul 18, 2014, 4:07:39 PM"})"));
  EXPECT_TRUE(on("2024-04-10", R"({"p": 1712707200})"));
  EXPECT_TRUE(on("2024-04-10", R"({"p": 1712707200000})"));
  EXPECT_FALSE(on("2024-04-10", R"({"p": "yesterday"})"));
  EXPECT_FALSE(on("2024-04-10", R"({"p": [true, {}]})"));
}

TEST(Predicate, Networks) {
  const auto in = [](std::string_view network, std::string_view json) {
    return holds(
        Opcode::in_network, [&](auto& builder) { return builder.network(network); }, json);
  };
  EXPECT_TRUE(in("10.0.0.0/8", R"({"p": "10.255.0.1"})"));
  EXPECT_FALSE(in("10.0.0.0/8", R"({"p": "11.0.0.1"})"));
  EXPECT_TRUE(in("10.0.0.0/8", R"({"p": "::ffff:10.0.0.1"})"));
  EXPECT_FALSE(in("0.0.0.0/0", R"({"p": ["::1", "ec2.amazonaws.com", "10.0.0.1:80", 10]})"));
  EXPECT_TRUE(in("2001:db8::/32", R"({"p": "2001:db8::1"})"));
}

TEST(Predicate, Sets) {
  const auto in = [](const ProgramBuilder::Set& set, std::string_view json) {
    return holds(
        Opcode::in_set, [&](auto& builder) { return builder.set(set); }, json);
  };
  const auto range = [](const char* low, bool has_low, const char* high, bool has_high) {
    return NumberRangeRow{ProgramBuilder::row(number(low), has_low), ProgramBuilder::row(number(high), has_high)};
  };
  EXPECT_FALSE(in({}, R"({"p": ["", 0, false, {}]})"));
  const ProgramBuilder::Set strings{{"a", "b", "", "a"}, {}, {}, {}, 0};
  EXPECT_TRUE(in(strings, R"({"p": ["z", "b"]})"));
  EXPECT_TRUE(in(strings, R"({"p": ""})"));
  EXPECT_FALSE(in(strings, R"({"p": ["z", "ab", 1, {}]})"));

  // Given out of order, overlapping, touching, and one inside another.
  const ProgramBuilder::Set numbers{
      {},
      {range("10", true, "20", false), range("1", true, "1", true), range("12", true, "13", true),
       range("20", false, "30", true), range("30", false, "40", false), range("5", true, "4", true)},
      {},
      {},
      0};
  for (const char* text : {"1", "1.0", "10", "12", "13.5", "19.9", "20.1", "30", "39"}) {
    EXPECT_TRUE(in(numbers, R"({"p": )" + std::string(text) + "}")) << text;
  }
  for (const char* text : {"0", "1.5", "9.99", "20", "40", "4.5", "\"1\""}) {
    EXPECT_FALSE(in(numbers, R"({"p": )" + std::string(text) + "}")) << text;
  }

  const ProgramBuilder::Set times{{}, {}, {"2024-04-12", "2024-04-10", "2024-04-11", "2023-01-01"}, {}, 0};
  EXPECT_TRUE(in(times, R"({"p": "2024-04-10"})"));
  EXPECT_TRUE(in(times, R"({"p": "2024-04-12T23:00:00Z"})"));
  EXPECT_FALSE(in(times, R"({"p": ["2024-04-13", "2023-01-02", "2022-12-31", "x"]})"));

  const ProgramBuilder::Set networks{
      {}, {}, {}, {"10.1.0.0/16", "192.168.1.1", "10.0.0.0/8", "2001:db8::/32", "10.2.3.4", "10.0.0.0/24"}, 0};
  for (const char* text : {"10.0.0.1", "10.1.2.3", "10.200.0.1", "192.168.1.1", "2001:db8:1::", "::ffff:10.0.0.1"}) {
    EXPECT_TRUE(in(networks, R"({"p": ")" + std::string(text) + "\"}")) << text;
  }
  for (const char* text : {"9.255.255.255", "11.0.0.0", "192.168.1.2", "2001:db9::", "a00::", "10.0.0.1x", ""}) {
    EXPECT_FALSE(in(networks, R"({"p": ")" + std::string(text) + "\"}")) << text;
  }

  const ProgramBuilder::Set mixed{{"x", "10.9.9.9"}, {range("7", true, "7", true)}, {"2024-04-10"}, {"10.0.0.0/24"}, 2};
  for (const char* text : {"\"x\"", "7", "true", "\"10.0.0.3\"", "\"10.9.9.9\"", "\"2024-04-10T01:00:00Z\""}) {
    EXPECT_TRUE(in(mixed, R"({"p": )" + std::string(text) + "}")) << text;
  }
  for (const char* text : {"\"7\"", "false", "\"true\"", "{}", "\"10.0.1.3\""}) {
    EXPECT_FALSE(in(mixed, R"({"p": )" + std::string(text) + "}")) << text;
  }
}

TEST(Predicate, LargeSet) {
  ProgramBuilder::Set set;
  for (int i = 0; i < 100000; ++i) {
    set.networks.push_back(std::to_string(1 + i % 200) + "." + std::to_string(i / 200 % 250) + "." +
                           std::to_string(i / 50000 * 2) + ".0/24");
    set.strings.push_back("name" + std::to_string(i));
  }
  ProgramBuilder builder;
  const Index predicate = builder.predicate(Opcode::in_set, builder.field("p"), builder.set(set));
  builder.rule({ProgramBuilder::test(predicate)});
  Matcher matcher(test::prepare(builder));
  EXPECT_EQ(test::matched(matcher, R"({"p": "name99999"})"), "0");
  EXPECT_EQ(test::matched(matcher, R"({"p": "name100000"})"), "");
  EXPECT_EQ(test::matched(matcher, R"({"p": "200.249.0.77"})"), "0");
  EXPECT_EQ(test::matched(matcher, R"({"p": "200.249.1.77"})"), "");
  EXPECT_EQ(test::matched(matcher, R"({"p": "201.0.0.1"})"), "");
}

bool compared(Opcode op, std::string_view json) {
  return holds(
      op, [](auto& builder) { return builder.field("q"); }, json);
}

struct PairCase {
  Opcode op;
  const char* json;
  bool holds;
};

const PairCase kPairs[] = {
    {Opcode::equals_operand, R"({"p": "x", "q": "x"})", true},
    {Opcode::equals_operand, R"({"p": ["a", "x"], "q": ["x", 1]})", true},
    {Opcode::equals_operand, R"({"p": 1, "q": 1.0})", true},
    {Opcode::equals_operand, R"({"p": true, "q": true})", true},
    {Opcode::equals_operand, R"({"p": "1", "q": 1})", false},
    {Opcode::equals_operand, R"({"p": {}, "q": {}})", false},
    {Opcode::equals_operand, "{}", false},
    {Opcode::equals_operand, R"({"p": 9223372036854775807, "q": 9223372036854775808})", false},
    {Opcode::less_operand, R"({"p": 1, "q": 2})", true},
    {Opcode::less_operand, R"({"p": 2, "q": 2})", false},
    {Opcode::less_operand, R"({"p": [9, 3], "q": [1, 4]})", true},
    {Opcode::less_operand, R"({"p": "1", "q": 2})", false},
    {Opcode::less_operand, R"({"p": "1", "q": "2"})", false},
    {Opcode::less_operand, R"({"p": "2024-04-10", "q": "Apr 11, 2024, 1:00:00 AM"})", true},
    {Opcode::less_operand, R"({"p": "2024-04-10", "q": 1812707200})", false},
    {Opcode::less_operand, R"({"p": 1, "q": null})", false},
    {Opcode::less_equal_operand, R"({"p": 2, "q": 2.0})", true},
    {Opcode::less_equal_operand, R"({"p": 3, "q": 2})", false},
    {Opcode::less_equal_operand, R"({"p": "2024-04-10", "q": "2024-04-10T00:00:00Z"})", true},
    {Opcode::less_equal_operand, R"({"p": true, "q": true})", false},
    {Opcode::contains_operand, R"({"p": "abc", "q": "b"})", true},
    {Opcode::contains_operand, R"({"p": ["x", "abc"], "q": ["y", "bc"]})", true},
    {Opcode::contains_operand, R"({"p": "b", "q": "abc"})", false},
    {Opcode::contains_operand, R"({"p": 12, "q": "1"})", false},
    {Opcode::contains_operand, R"({"p": "12", "q": 1})", false},
    {Opcode::startswith_operand, R"({"p": "abc", "q": "ab"})", true},
    {Opcode::startswith_operand, R"({"p": "abc", "q": "bc"})", false},
    {Opcode::endswith_operand, R"({"p": "abc", "q": ["x", "bc"]})", true},
    {Opcode::endswith_operand, R"({"p": "abc", "q": "ab"})", false},
};

TEST(Predicate, FieldAgainstField) {
  for (const PairCase& c : kPairs) EXPECT_EQ(compared(c.op, c.json), c.holds) << info(c.op).name << " " << c.json;
}

// Both sides large: other ways are taken than pair by pair, with the same answers.
TEST(Predicate, LargeFieldAgainstLargeField) {
  const auto record = [](const std::string& p, const std::string& q) {
    std::string json = R"({"p": [)";
    for (int i = 0; i < 3000; ++i) json += "\"left" + std::to_string(i) + "end\",";
    json += p + R"(], "q": [)";
    for (int i = 0; i < 3000; ++i) json += "\"right" + std::to_string(i) + "\",\"right" + std::to_string(i) + "s\",";
    return json + q + "]}";
  };
  const std::string nothing = record("5, {}, true", "6, {}, false");
  for (const Opcode op : {Opcode::equals_operand, Opcode::contains_operand, Opcode::startswith_operand,
                          Opcode::endswith_operand, Opcode::less_equal_operand}) {
    const bool is_below = op == Opcode::less_equal_operand;
    EXPECT_EQ(compared(op, nothing), is_below) << info(op).name;
  }
  EXPECT_TRUE(compared(Opcode::equals_operand, record("5, true", "5.0")));
  EXPECT_TRUE(compared(Opcode::equals_operand, record("true", "true")));
  EXPECT_TRUE(compared(Opcode::equals_operand, record("\"x\"", "\"x\"")));
  EXPECT_FALSE(compared(Opcode::less_operand, record("5", "5")));
  EXPECT_TRUE(compared(Opcode::less_operand, record("\"2024-04-10\"", "\"2024-04-11\"")));
  EXPECT_TRUE(compared(Opcode::contains_operand, record("1", "\"t1234e\"")));
  EXPECT_TRUE(compared(Opcode::contains_operand, record("\"a right2999 b\"", "1")));
  EXPECT_TRUE(compared(Opcode::contains_operand, record("\"aabaab\"", "\"aab\",\"baabx\"")));
  EXPECT_FALSE(compared(Opcode::contains_operand, record("1", "\"eft1234ende\"")));
  EXPECT_TRUE(compared(Opcode::contains_operand, record("\"\"", "\"\"")));
  EXPECT_TRUE(compared(Opcode::startswith_operand, record("1", "\"left2\"")));
  EXPECT_TRUE(compared(Opcode::startswith_operand, record("\"right17xyz\"", "1")));
  EXPECT_FALSE(compared(Opcode::startswith_operand, record("1", "\"eft\"")));
  EXPECT_TRUE(compared(Opcode::endswith_operand, record("1", "\"2999end\"")));
  EXPECT_TRUE(compared(Opcode::endswith_operand, record("\"\xC3\xA9right17s\"", "1")));
  EXPECT_FALSE(compared(Opcode::endswith_operand, record("1", "\"en\"")));
}

TEST(Predicate, FieldAgainstConstant) {
  const auto less_than_five = [](auto& builder) { return builder.constant(Number::from_integer(5)); };
  EXPECT_TRUE(holds(Opcode::less_operand, less_than_five, R"({"p": 4})"));
  EXPECT_FALSE(holds(Opcode::less_operand, less_than_five, R"({"p": 5})"));
  EXPECT_TRUE(holds(
      Opcode::equals_operand, [](auto& b) { return b.constant(true); }, R"({"p": true})"));
  EXPECT_TRUE(holds(
      Opcode::startswith_operand, [](auto& b) { return b.constant("a"); }, R"({"p": "ab"})"));
}

TEST(Predicate, VersionAgainstVersion) {
  const auto compared_as_versions = [](Opcode op, const std::string& json) {
    ProgramBuilder b;
    const Index p = b.call(Function::version, {b.value(b.field("p"))});
    const Index q = b.call(Function::version, {b.value(b.field("q"))});
    b.rule({b.test(b.predicate(op, p, q))});
    return test::holds(b, json);
  };
  EXPECT_TRUE(compared_as_versions(Opcode::less_operand, R"({"p": "1.9", "q": "1.10"})"));
  EXPECT_FALSE(compared_as_versions(Opcode::less_operand, R"({"p": "1.10", "q": "1.9"})"));
  EXPECT_FALSE(compared_as_versions(Opcode::less_operand, R"({"p": "1.9", "q": "1.9.0"})"));
  EXPECT_TRUE(compared_as_versions(Opcode::less_equal_operand, R"({"p": "1.9", "q": "1.9.0"})"));
  EXPECT_TRUE(compared_as_versions(Opcode::less_operand, R"({"p": ["3.0", "2.0"], "q": ["1.0", "2.1"]})"));
  EXPECT_TRUE(compared_as_versions(Opcode::equals_operand, R"({"p": "a/1.9", "q": ["x", "b/1.9.0"]})"));
  EXPECT_FALSE(compared_as_versions(Opcode::equals_operand, R"({"p": "1.9", "q": "1.90"})"));
  EXPECT_FALSE(compared_as_versions(Opcode::equals_operand, R"({"p": "1.9"})"));
  std::string many = R"({"p": [)";
  for (int i = 0; i < 100; ++i) many += "\"1." + std::to_string(i * 2 + 1) + "\",";
  many += R"("2.0"], "q": [)";
  for (int i = 0; i < 100; ++i) many += "\"1." + std::to_string(i * 2 + 2) + "\",";
  EXPECT_FALSE(compared_as_versions(Opcode::equals_operand, many + R"("3.0"]})"));
  EXPECT_TRUE(compared_as_versions(Opcode::equals_operand, many + R"("2"]})"));
}

// A version is neither the string nor the number that it looks like.
TEST(Predicate, VersionsAreNothingElse) {
  const auto as_version = [](auto& b) { return b.call(Function::version, {b.value(b.field("p"))}); };
  const auto holds_of = [&](Opcode op, auto make_other) {
    ProgramBuilder b;
    const Index version = as_version(b);
    b.rule({b.test(b.predicate(op, version, make_other(b)))});
    return test::holds(b, R"({"p": "v2", "q": ["2", 2, "2024-04-10"]})");
  };
  const auto field = [](auto& b) { return b.field("q"); };
  for (const Opcode op :
       {Opcode::equals_operand, Opcode::less_operand, Opcode::less_equal_operand, Opcode::contains_operand}) {
    EXPECT_FALSE(holds_of(op, field)) << info(op).name;
  }
  EXPECT_FALSE(holds_of(Opcode::equals_string, [](auto& b) { return b.string("2"); }));
  EXPECT_FALSE(holds_of(Opcode::in_set, [](auto& b) {
    return b.set({{"2"}, {{b.row(Number::from_integer(0)), b.row(Number::from_integer(9))}}, {}, {}, 3});
  }));
  EXPECT_TRUE(holds_of(Opcode::exists, [](auto&) { return 0; }));
}

}  // namespace
}  // namespace spoor
