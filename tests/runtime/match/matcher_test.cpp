#include "runtime/match/matcher.h"

#include <gtest/gtest.h>

#include "tests/runtime/match/matching.h"

namespace spoor {
namespace {

using test::ProgramBuilder;

// (a or b) and not c, and the constants.
TEST(Matcher, JoinsPredicates) {
  ProgramBuilder builder;
  const auto exists = [&](const char* field) {
    return ProgramBuilder::test(builder.predicate(Opcode::exists, builder.field(field)));
  };
  builder.rule({exists("a"), ProgramBuilder::op(Opcode::jump_if_true, 0, 1), exists("b"),
                ProgramBuilder::op(Opcode::jump_if_false, 0, 2), exists("c"), ProgramBuilder::op(Opcode::negate)});
  builder.rule({ProgramBuilder::op(Opcode::constant, 0, 1)});
  builder.rule({ProgramBuilder::op(Opcode::constant, 0, 0)});
  Matcher matcher(test::prepare(builder));
  const std::pair<const char*, const char*> cases[] = {
      {"{}", "1"},
      {R"({"a": 1})", "0 1"},
      {R"({"b": 1})", "0 1"},
      {R"({"a": 1, "b": 1})", "0 1"},
      {R"({"a": 1, "c": 1})", "1"},
      {R"({"c": 1})", "1"},
  };
  for (const auto& [json, rules] : cases) EXPECT_EQ(test::matched(matcher, json), rules) << json;
}

TEST(Matcher, RulesShareAPredicateAndNothingOutlivesItsRecord) {
  ProgramBuilder builder;
  const Index lowered = builder.call(Function::lower, {builder.value(builder.field("a"))});
  const Index is_x = builder.predicate(Opcode::equals_string, lowered, builder.string("x"));
  builder.rule({ProgramBuilder::test(is_x)});
  builder.rule({ProgramBuilder::test(is_x), ProgramBuilder::op(Opcode::negate)});
  Matcher matcher(test::prepare(builder));
  for (int pass = 0; pass < 3; ++pass) {
    EXPECT_EQ(test::matched(matcher, R"({"a": "X"})"), "0");
    EXPECT_EQ(test::matched(matcher, R"({"a": "Y"})"), "1");
    EXPECT_EQ(test::matched(matcher, "{}"), "1");
  }
}

TEST(Matcher, OutputsAreReadAfterwards) {
  ProgramBuilder builder;
  const Index exists = builder.predicate(Opcode::exists, builder.field("a"));
  builder.rule({ProgramBuilder::test(exists)});
  const Index name = builder.output("name", builder.field("b.c"));
  const Index lowered = builder.output("lowered", builder.call(Function::lower, {builder.value(builder.field("d"))}));
  const Index constant = builder.output("constant", builder.constant("x"));
  Matcher matcher(test::prepare(builder));
  const auto record = OwnedRecord::read(R"({"a": 1, "b": [{"c": 2}, {"c": "y"}], "d": "Z"})");
  ASSERT_EQ(matcher.match(record->record()).size(), 1U);
  const std::span<const Value> first = matcher.output(name);
  EXPECT_EQ(test::to_text(matcher.output(lowered)), R"("z")");
  EXPECT_EQ(test::to_text(matcher.output(constant)), R"("x")");
  EXPECT_EQ(test::to_text(first), R"(2 "y")");
  EXPECT_EQ(matcher.event().record_text(), record->record().text());
}

TEST(Matcher, ProgramIsVerifiedFirst) {
  Program program = ProgramBuilder().finish();
  program.rules.push_back({});
  program.rules.back().first_condition = 7;
  const auto prepared = PreparedProgram::make(std::move(program));
  ASSERT_FALSE(prepared.has_value());
  EXPECT_FALSE(prepared.error().empty());
}

}  // namespace
}  // namespace spoor
