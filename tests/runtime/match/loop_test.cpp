#include <gtest/gtest.h>

#include "tests/runtime/match/matching.h"

namespace spoor {
namespace {

using test::ProgramBuilder;

// Rule 0: any, 1: all, 2: none of the elements of `p` equals "x"; over a scope or over the values of a call.
template <typename MakeLoop>
std::string quantified(MakeLoop make_loop, std::string_view json) {
  ProgramBuilder builder;
  for (const Opcode op : {Opcode::any, Opcode::all, Opcode::none}) {
    const auto [loop, operand] = make_loop(builder);
    const Index predicate = builder.predicate(Opcode::equals_string, operand, builder.string("x"));
    builder.rule(
        {ProgramBuilder::op(op, loop, 2), ProgramBuilder::test(predicate), ProgramBuilder::op(Opcode::finish)});
  }
  Matcher matcher(test::prepare(builder));
  return test::matched(matcher, json);
}

std::string over_scope(std::string_view json) {
  return quantified(
      [](auto& b) {
        const Index operand = b.field("p{}", 1);
        return std::pair(b.loop_over_scope("p{}", 1), operand);
      },
      json);
}

std::string over_values(std::string_view json) {
  return quantified(
      [](auto& b) {
        const Index all = b.call(Function::coalesce, {b.value(b.field("p"))});
        return std::pair(b.loop_over_values(all, 1), b.element(1));
      },
      json);
}

TEST(Loop, Quantifiers) {
  const std::pair<const char*, const char*> cases[] = {
      {"{}", "2"},
      {R"({"p": "x"})", "0 1"},
      {R"({"p": "y"})", "2"},
      {R"({"p": ["x", "y"]})", "0"},
      {R"({"p": ["y", ["x"]]})", "0"},
      {R"({"p": ["x", ["x"], null]})", "0 1"},
      {R"({"p": 3})", "2"},
      {R"({"p": [null]})", "2"},
  };
  for (const auto& [json, rules] : cases) {
    EXPECT_EQ(over_scope(json), rules) << json;
    EXPECT_EQ(over_values(json), rules) << json;
  }
}

// any v in p: (v.a == "x" and v.b == 1)
TEST(Loop, TestsSpeakOfOneElement) {
  ProgramBuilder builder;
  const Index is_x = builder.predicate(Opcode::equals_string, builder.field("p{}.a", 1), builder.string("x"));
  const NumberRow one = builder.row(Number::from_integer(1));
  const Index is_one =
      builder.predicate(Opcode::in_number_range, builder.field("p{}.b", 1), builder.number_range(one, one));
  const Index loop = builder.loop_over_scope("p{}", 1);
  builder.rule({ProgramBuilder::op(Opcode::any, loop, 4), ProgramBuilder::test(is_x),
                ProgramBuilder::op(Opcode::jump_if_false, 0, 1), ProgramBuilder::test(is_one),
                ProgramBuilder::op(Opcode::finish)});
  EXPECT_TRUE(test::holds(builder, R"({"p": [{"a": "y", "b": 1}, {"a": "x", "b": [2, 1]}]})"));
  EXPECT_FALSE(test::holds(builder, R"({"p": [{"a": "y", "b": 1}, {"a": "x", "b": 2}]})"));
}

// any v in p: (all w in v.q: (w == v.r))
TEST(Loop, NestedScopes) {
  ProgramBuilder builder;
  const Index same = builder.predicate(Opcode::equals_operand, builder.field("p{}.q{}", 2), builder.field("p{}.r", 1));
  const Index outer = builder.loop_over_scope("p{}", 1);
  const Index inner = builder.loop_over_scope("p{}.q{}", 2, 1);
  builder.rule({ProgramBuilder::op(Opcode::any, outer, 4), ProgramBuilder::op(Opcode::all, inner, 2),
                ProgramBuilder::test(same), ProgramBuilder::op(Opcode::finish), ProgramBuilder::op(Opcode::finish)});
  EXPECT_TRUE(test::holds(builder, R"({"p": [{"q": [1, 2], "r": 1}, {"q": [3, 3], "r": 3}]})"));
  EXPECT_FALSE(test::holds(builder, R"({"p": [{"q": [1, 2], "r": 1}, {"q": [3, 4], "r": [3]}, {"r": 1}]})"));
  EXPECT_TRUE(test::holds(builder, R"({"p": [{"r": 9}, {"q": 9}, {"q": [8, 9], "r": [9, 8]}]})"));
}

// any v in p: (any w in split(lower(v.name), ","): (w == "x")), where each result lives only as long as its element.
TEST(Loop, CallsOfElements) {
  ProgramBuilder builder;
  const Index lowered = builder.call(Function::lower, {builder.value(builder.field("p{}.name", 1))}, "", false);
  const Index parts =
      builder.call(Function::split, {builder.value(lowered), builder.value(builder.constant(","))}, "", false);
  const Index is_x = builder.predicate(Opcode::equals_string, builder.element(2), builder.string("x"));
  const Index outer = builder.loop_over_scope("p{}", 1);
  const Index inner = builder.loop_over_values(parts, 2);
  builder.rule({ProgramBuilder::op(Opcode::any, outer, 4), ProgramBuilder::op(Opcode::any, inner, 2),
                ProgramBuilder::test(is_x), ProgramBuilder::op(Opcode::finish), ProgramBuilder::op(Opcode::finish)});
  EXPECT_TRUE(test::holds(builder, R"({"p": [{"name": "A,B"}, {"name": ["C", "Y,X"]}]})"));
  EXPECT_FALSE(test::holds(builder, R"({"p": [{"name": "A,B"}, {"name": ["C", "Y,XX"]}, {}]})"));
}

// any v in coalesce(p): (any w in v.q: (w.r == "x"))
TEST(Loop, PathsOfValues) {
  ProgramBuilder builder;
  const Index all = builder.call(Function::coalesce, {builder.value(builder.field("p"))});
  const Index outer = builder.loop_over_values(all, 1);
  const Index inner = builder.loop_over_values(builder.element(1, "q"), 2);
  const Index is_x = builder.predicate(Opcode::equals_string, builder.element(2, "r"), builder.string("x"));
  builder.rule({ProgramBuilder::op(Opcode::any, outer, 4), ProgramBuilder::op(Opcode::any, inner, 2),
                ProgramBuilder::test(is_x), ProgramBuilder::op(Opcode::finish), ProgramBuilder::op(Opcode::finish)});
  EXPECT_TRUE(test::holds(builder, R"({"p": [{"q": 1}, {"q": [{"r": "y"}, {"r": ["z", "\u0078"]}]}]})"));
  EXPECT_FALSE(test::holds(builder, R"({"p": [{"q": {"r": "y"}}, {"r": "x"}, "x"]})"));
}

// A condition of `case` over elements: any v in p: (case(v.a == "x", v.b) == "y")
TEST(Loop, ConditionsOfElements) {
  ProgramBuilder builder;
  const ArgumentRow is_x =
      builder.condition(builder.predicate(Opcode::equals_string, builder.field("p{}.a", 1), builder.string("x")));
  const Index chosen = builder.call(Function::choose, {is_x, builder.value(builder.field("p{}.b", 1))}, "", false);
  const Index is_y = builder.predicate(Opcode::equals_string, chosen, builder.string("y"));
  const Index loop = builder.loop_over_scope("p{}", 1);
  builder.rule(
      {ProgramBuilder::op(Opcode::any, loop, 2), ProgramBuilder::test(is_y), ProgramBuilder::op(Opcode::finish)});
  EXPECT_TRUE(test::holds(builder, R"({"p": [{"a": "z", "b": "y"}, {"a": "x", "b": "y"}]})"));
  EXPECT_FALSE(test::holds(builder, R"({"p": [{"a": "z", "b": "y"}, {"a": "x", "b": "z"}]})"));
}

// any v in p: (v == q), both large: the right side is prepared once and not for each element.
TEST(Loop, ElementsAgainstLargeField) {
  ProgramBuilder builder;
  const Index same = builder.predicate(Opcode::equals_operand, builder.field("p{}", 1), builder.field("q"));
  const Index below = builder.predicate(Opcode::less_operand, builder.field("q"), builder.field("p{}", 1));
  const Index loop = builder.loop_over_scope("p{}", 1);
  for (const Index predicate : {same, below}) {
    builder.rule({ProgramBuilder::op(Opcode::any, loop, 2), ProgramBuilder::test(predicate),
                  ProgramBuilder::op(Opcode::finish)});
  }
  Matcher matcher(test::prepare(builder));
  const auto record = [](int first) {
    std::string json = R"({"p": [)" + std::to_string(first);
    for (int i = 0; i < 20000; ++i) json += ",\"p" + std::to_string(i) + "\"";
    json += R"(], "q": [7)";
    for (int i = 0; i < 20000; ++i) json += ",\"q" + std::to_string(i) + "\"";
    return json + "]}";
  };
  EXPECT_EQ(test::matched(matcher, record(7)), "0");
  EXPECT_EQ(test::matched(matcher, record(6)), "");
  EXPECT_EQ(test::matched(matcher, record(8)), "1");
  EXPECT_EQ(test::matched(matcher, R"({"p": 7, "q": 7})"), "0");
}

}  // namespace
}  // namespace spoor
