#include "runtime/event/reach.h"

#include <gtest/gtest.h>

#include "tests/runtime/match/program_builder.h"

namespace spoor {
namespace {

std::string reach_text(std::string_view path, const Value& start) {
  test::ProgramBuilder builder;
  const Index node = builder.path(path, kValueNode);
  const Program program = builder.finish();
  Arena arena;
  std::vector<Value> out;
  DocumentReader documents;
  reach(program, node, start, documents, arena, out);
  return test::to_text(out);
}

std::string from_object(std::string_view path, std::string_view json) {
  return reach_text(path, Value::from_object(json));
}

TEST(Reach, TakesSteps) {
  EXPECT_EQ(from_object("", R"({"a": 1})"), R"({"a": 1})");
  EXPECT_EQ(from_object("a", R"({"a": 1})"), "1");
  EXPECT_EQ(from_object("b", R"({"a": 1})"), "");
  EXPECT_EQ(from_object("a", R"({"a": null})"), "");
  EXPECT_EQ(from_object("a", R"({"a": 1, "a": "x"})"), R"(1 "x")");
  EXPECT_EQ(from_object("a.b", R"({"a": [{"b": [1, [2]]}, [{"b": {"c" : 3}}], {"b": null}]})"), R"(1 2 {"c" : 3})");
  EXPECT_EQ(from_object("a", R"({"\u0061": "\u0062\n"})"), "\"b\n\"");
  EXPECT_EQ(from_object("a", R"({"a": "\ud800"})"), "");
}

// As `json` gives them.
TEST(Reach, EntersArrays) {
  const std::string_view json = R"([[1, 2], {"a": 3}, null])";
  EXPECT_EQ(from_object("", json), R"(1 2 {"a": 3})");
  EXPECT_EQ(from_object("a", json), "3");
  EXPECT_EQ(from_object("[0][1]", json), "2");
  EXPECT_EQ(from_object("[-2].a", json), "3");
  EXPECT_EQ(from_object("[*][0]", json), R"(1 {"a": 3})");
}

// A line that begins as the whole object does is no new record here.
TEST(Reach, KnowsNoRestarts) { EXPECT_EQ(from_object("b.a", "{\"a\": 1, \"b\":\n{\"a\": 2}}"), "2"); }

TEST(Reach, Selects) {
  const std::string_view json = R"({"a": [[1, 2], [3, 4], null, 5]})";
  EXPECT_EQ(from_object("a[0]", json), "1 2");
  EXPECT_EQ(from_object("a[0][1]", json), "2");
  EXPECT_EQ(from_object("a[-1]", json), "5");
  EXPECT_EQ(from_object("a[-2]", json), "");
  EXPECT_EQ(from_object("a[-4][-1]", json), "2");
  EXPECT_EQ(from_object("a[-5]", json), "");
  EXPECT_EQ(from_object("a[4]", json), "");
  EXPECT_EQ(from_object("a[*][0]", json), "1 3 5");
  EXPECT_EQ(from_object("a[*]", json), "1 2 3 4 5");
  EXPECT_EQ(from_object("[0].a[*][1]", json), "2 4");
  EXPECT_EQ(from_object("[1]", json), "");
}

TEST(Reach, ScalarsHaveNoKeysAndCountAsArrayOfOne) {
  const Value value = Value::from_string("x");
  EXPECT_EQ(reach_text("", value), R"("x")");
  EXPECT_EQ(reach_text("a", value), "");
  EXPECT_EQ(reach_text("[0]", value), R"("x")");
  EXPECT_EQ(reach_text("[-1][*][0]", value), R"("x")");
  EXPECT_EQ(reach_text("[1]", value), "");
  EXPECT_EQ(reach_text("[-2]", value), "");
}

TEST(Reach, ValuesLiveInTheTextTheyCameFrom) {
  test::ProgramBuilder builder;
  const Index node = builder.path("a", kValueNode);
  const Program program = builder.finish();
  const std::string json = R"({"a": ["x", {"b": 1}]})";
  Arena arena;
  std::vector<Value> out;
  DocumentReader documents;
  reach(program, node, Value::from_object(json), documents, arena, out);
  ASSERT_EQ(out.size(), 2U);
  for (const Value& value : out) {
    EXPECT_GE(value.text().data(), json.data());
    EXPECT_LE(value.text().data() + value.text().size(), json.data() + json.size());
  }
}

}  // namespace
}  // namespace spoor
