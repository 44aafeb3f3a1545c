// `count`, `distinct`, `sum` and `ratio`, sentence by sentence. Windows are ten seconds.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/runtime/state/words.h"

namespace spoor::test {
namespace {

MemoryRule rule_of(StateKind kind, double bound, std::uint32_t flags = 0) {
  MemoryRule rule;
  rule.kind = kind;
  rule.window = 10'000;
  rule.bound = bound;
  rule.flags = flags;
  return rule;
}

MemoryRule ratio_of(double bound, std::uint64_t least, std::uint32_t flags = 0) {
  MemoryRule rule = rule_of(StateKind::ratio, bound, flags);
  rule.least = least;
  rule.steps = {{}, {}};
  return rule;
}

const MemoryRule kCountOfThree = rule_of(StateKind::count, 3);

TEST(Count, FiresAtTheRecordThatReachesTheBound) {
  EXPECT_EQ(fired(kCountOfThree, "0 1"), "");
  EXPECT_EQ(fired(kCountOfThree, "0 1 2"), "2 [3]: 0 1 2");
  EXPECT_EQ(fired(kCountOfThree, "5 5 5"), "5 [3]: 5 5 5");
}

TEST(Count, TheWindowHasItsEndAndNotItsBegin) {
  EXPECT_EQ(fired(kCountOfThree, "0 1 9.999999999"), "9.999999999 [3]: 0 1 9.999999999");
  EXPECT_EQ(fired(kCountOfThree, "0 1 10"), "");
  EXPECT_EQ(fired(kCountOfThree, "0 1 10 10.5"), "10.5 [3]: 1 10 10.5");
}

TEST(Count, ASteadyStreamIsOneEpisode) {
  EXPECT_EQ(fired(kCountOfThree, repeated("", 100, 0, 2)), "4 [3]: 0 2 4");
  EXPECT_EQ(fired(kCountOfThree, "0 1 2 3 4 5 6"), "2 [3]: 0 1 2");
}

TEST(Count, AnEpisodeEndsWhereTheBoundDoesNotHoldAtARecord) {
  EXPECT_EQ(fired(kCountOfThree, "0 1 2 11.5 12"), "2 [3]: 0 1 2");
  EXPECT_EQ(fired(kCountOfThree, "0 1 2 11.5 12 13"), "2 [3]: 0 1 2; 13 [3]: 11.5 12 13");
}

TEST(Count, AnEpisodeEndsWithAnEmptyWindow) {
  const MemoryRule one = rule_of(StateKind::count, 1);
  EXPECT_EQ(fired(one, "0 1 5"), "0 [1]: 0");
  EXPECT_EQ(fired(one, "0 9 18"), "0 [1]: 0");
  EXPECT_EQ(fired(one, "0 10 19 29"), "0 [1]: 0; 10 [1]: 10; 29 [1]: 29");
}

TEST(Count, ShowsTheNewestHundredRecords) {
  const std::string fires = fired(rule_of(StateKind::count, 150), repeated("", 150, 3, 0));
  EXPECT_EQ(fires.substr(fires.size() - 9), " 3 of 150");
  EXPECT_EQ(std::count(fires.begin(), fires.end(), '3'), 1 + 100);
}

TEST(Distinct, CountsValuesNotRecords) {
  const MemoryRule three = rule_of(StateKind::distinct, 3);
  EXPECT_EQ(fired(three, "0x 1x 2y 3y"), "");
  EXPECT_EQ(fired(three, "0x 1x 2y 3z"), "3 [3]: 0x 1x 2y 3z");
  EXPECT_EQ(fired(three, "0xyz"), "0 [3]: 0xyz");
}

TEST(Distinct, AValueCountsAsLongAsItsNewestRecordIsInTheWindow) {
  const MemoryRule two = rule_of(StateKind::distinct, 2);
  EXPECT_EQ(fired(two, "0x 5x 12y"), "12 [2]: 5x 12y");
  EXPECT_EQ(fired(two, "0x 2x 12y"), "");
  EXPECT_EQ(fired(two, "0xy 5x 10x 15y"), "0 [2]: 0xy; 15 [2]: 10x 15y");
}

TEST(Sum, AddsExactly) {
  const MemoryRule three = rule_of(StateKind::sum, 0.3);
  EXPECT_EQ(fired(three, "0=0.1 1=0.1 2=0.1"), "2 [0.3]: 0=0.1 1=0.1 2=0.1");
  EXPECT_EQ(fired(three, "0=1000000000.1 10=0.1 11=0.1 12=0.1"),
            "0 [1e+09]: 0=1000000000.1; 12 [0.3]: 10=0.1 11=0.1 12=0.1");
}

TEST(Sum, AboveIsMoreThanTheBound) {
  EXPECT_EQ(fired(rule_of(StateKind::sum, 2, StateRow::kAbove), "0=2"), "");
  EXPECT_EQ(fired(rule_of(StateKind::sum, 2, StateRow::kAbove), "0=2 1=0.000001"), "1 [2]: 0=2 1=0.000001");
}

TEST(Sum, NegativeNumbersEndAnEpisode) {
  EXPECT_EQ(fired(rule_of(StateKind::sum, 2), "0=2 1=-1 2=1"), "0 [2]: 0=2; 2 [2]: 0=2 1=-1 2=1");
  EXPECT_EQ(fired(rule_of(StateKind::sum, -1), "0=-2 1=1"), "1 [-1]: 0=-2 1=1");
}

TEST(Ratio, IsTheShareOfTheWindow) {
  EXPECT_EQ(fired(ratio_of(0.5, 1), "0 1 2+"), "");
  EXPECT_EQ(fired(ratio_of(0.5, 1), "0 1+"), "1 [0.5]: 0 1+");
  EXPECT_EQ(fired(ratio_of(0.5, 1), "0 1 2+ 10+"), "10 [0.666666]: 1 2+ 10+");
  EXPECT_EQ(fired(ratio_of(0.5, 1, StateRow::kAbove), "0 1+ 2+"), "2 [0.666666]: 0 1+ 2+");
}

TEST(Ratio, NeedsSoManyRecords) {
  EXPECT_EQ(fired(ratio_of(0.5, 3), "0+ 1+"), "");
  EXPECT_EQ(fired(ratio_of(0.5, 3), "0+ 1+ 2"), "2 [0.666666]: 0+ 1+ 2");
}

TEST(Ratio, IsNotRounded) {
  EXPECT_EQ(fired(ratio_of(0.333333, 3), "0 1 2+"), "2 [0.333333]: 0 1 2+");
  EXPECT_EQ(fired(ratio_of(0.333334, 3), "0 1 2+"), "");
}

}  // namespace
}  // namespace spoor::test
