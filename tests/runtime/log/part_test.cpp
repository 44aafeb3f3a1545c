// Where a text may be cut, and that what is framed in parts is what is framed as a whole.
#include "runtime/log/part.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/runtime/log/recorder.h"

namespace spoor {
namespace {

using Place = FrameState::Place;

FrameState in_array(std::string key) {
  FrameState state;
  state.place = Place::array;
  state.array = ArrayForm::plain;
  state.first_key = std::move(key);
  return state;
}

TEST(FindCut, StandsBehindTheLastDocument) {
  EXPECT_EQ(find_cut("{\"a\":1}\n{\"a\":2}\n{\"a\":", {}), 15U);
  EXPECT_EQ(find_cut("{\"a\":1}{\"a\":2", {}), 7U);
  EXPECT_EQ(find_cut("{\"a\":1}\r\n\r\n{", {}), 7U);
  EXPECT_EQ(find_cut("{\"a\":[{\"b\":1},{\"b\":2}]", {}), 0U) << "a comma is no place between documents";
  EXPECT_EQ(find_cut("{\"a\":{\"b\":{", {}), 0U);
  EXPECT_EQ(find_cut("", {}), 0U);
}

TEST(FindCut, StandsBehindTheLastRecordOfAnArray) {
  EXPECT_EQ(find_cut(R"({"k":1},{"k":2},{"k":[{"x":1},{"x":2}])", in_array("k")), 15U);
  EXPECT_EQ(find_cut("{\"k\":1} ,\n  { \"k\" : 2", in_array("k")), 7U);
  EXPECT_EQ(find_cut(R"({"k":1},{"kk":2)", in_array("k")), 0U);
  EXPECT_EQ(find_cut(R"({"k":1},{"k":2)", in_array("")), 0U) << "no record has shown how they begin";
}

TEST(FindCut, IsNotTriedWhereNoRecordsAre) {
  FrameState state;
  for (const Place place : {Place::junk, Place::behind, Place::damage}) {
    state.place = place;
    EXPECT_EQ(find_cut("{\"a\":1}\n{\"a\":2}\n", state), 0U);
  }
}

TEST(BeginsAlike, LooksAtHistoryOnlyBehindDamage) {
  FrameState a = in_array("k"), b = in_array("other");
  EXPECT_TRUE(begins_alike(a, b, false));
  EXPECT_FALSE(begins_alike(a, b, true));
  b = a;
  b.searches = 1;
  EXPECT_TRUE(begins_alike(a, b, false));
  EXPECT_FALSE(begins_alike(a, b, true));
  b = a;
  b.depth_behind = 1;
  EXPECT_FALSE(begins_alike(a, b, false));
}

TEST(StateBehind, TakesFromBeforeWhatThePartDidNotSay) {
  FrameState actual = in_array("k");
  actual.searches = 70;
  PartEnd part;
  part.state = in_array("assumed");
  part.state.searches = 60;
  EXPECT_EQ(state_behind(part, actual).searches, 70U);
  EXPECT_EQ(state_behind(part, actual).first_key, "k");
  part.has_objects = true;
  EXPECT_EQ(state_behind(part, actual).first_key, "assumed");
  part.has_damage = true;
  EXPECT_EQ(state_behind(part, actual).searches, 60U);
}

std::string some_log(std::mt19937& random) {
  const int kind = static_cast<int>(random() % 5);
  std::string log = kind == 0 ? "{\"x\":{\"y\":[1]},\"Records\":[" : kind == 1 ? "[" : "";
  const auto count = 1 + random() % 30;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string record =
        fmt::format(R"({{"id":{},"s":"}},{{\"{}","o":[{{"id":1}},{{"id":2}}],"p":"{}"}})", i,
                    std::string(i % 5, '\\') + (i % 5 % 2 == 1 ? "\\" : ""), std::string(random() % 40, 'x'));
    if (i > 0) log += kind < 2 ? (random() % 2 == 0 ? "," : " ,\n ") : random() % 4 == 0 ? "" : "\n";
    log += kind == 4 && random() % 3 == 0 ? "2024-01-01T00:00:00Z " + record : record;
  }
  log += kind == 0 ? "],\"z\":[{}]}\n" : kind == 1 ? "]" : "";
  for (auto i = random() % 4; i > 0; --i) {
    const std::size_t at = random() % log.size();
    if (random() % 2 == 0)
      log.erase(at, 1 + random() % 30);
    else
      log.insert(at, 1, "\"{}[],x\n\\"[random() % 9]);
    if (log.empty()) log = "{";
  }
  return log;
}

TEST(Parts, HoldWhatTheWholeHolds) {
  std::mt19937 random(11);
  int damaged = 0;
  for (int round = 0; round < 4000; ++round) {
    const std::string log = some_log(random);
    LogReader reader(64);
    Recorder whole;
    reader.read_part({log, 0, true, {}, {}}, whole);
    damaged += whole.bads > 0 ? 1 : 0;
    const std::size_t size = 1 + random() % (log.size() + 10);
    ASSERT_EQ(said_of_parts(log, size), whole.said) << size << "\n" << log;
  }
  EXPECT_GT(damaged, 500);
  EXPECT_LT(damaged, 3500);
}

// However much of a log is damaged, what is found hangs on its bytes alone.
TEST(Parts, GiveUpWhereTheWholeGivesUp) {
  std::string log;
  for (int i = 0; i < 3000; ++i) log += fmt::format("{{\"id\":{},\"o\":{{\"p\":[1}}\n{{\"id\":{}}}\n", i, i);
  const std::string whole = said_of_parts(log, log.size());
  EXPECT_NE(whole.find("record"), std::string::npos);
  for (const std::size_t size : {100U, 1000U, 5000U, 100000U}) EXPECT_EQ(said_of_parts(log, size), whole) << size;
  for (const std::size_t block : {64U, 1000U, 300000U}) EXPECT_EQ(read_log(log, block).said, whole) << block;
}

}  // namespace
}  // namespace spoor
