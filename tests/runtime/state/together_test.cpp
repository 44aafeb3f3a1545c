// `together`, sentence by sentence. The letters of steps are a, b, c, in the order of the rule; windows are ten
// seconds.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/runtime/state/words.h"

namespace spoor::test {
namespace {

MemoryRule together_of(std::vector<MemoryRule::Step> steps) {
  MemoryRule rule;
  rule.kind = StateKind::together;
  rule.window = 10'000;
  rule.steps = std::move(steps);
  return rule;
}

const MemoryRule kThreeTogether = together_of({{}, {}, {}});
const MemoryRule kUntil = together_of({{}, {}, {StepRole::until, 1}});

TEST(Together, TakesStepsInAnyOrder) {
  EXPECT_EQ(fired(kThreeTogether, "0a 1b 2c"), "2: 0a 1b 2c");
  EXPECT_EQ(fired(kThreeTogether, "0c 1b 2a"), "2: 0c 1b 2a");
  EXPECT_EQ(fired(kThreeTogether, "0c 1b 2b"), "");
}

TEST(Together, AllLieWithinLessThanTheWindow) {
  EXPECT_EQ(fired(kThreeTogether, "0a 1b 9.999999999c"), "9.999999999: 0a 1b 9.999999999c");
  EXPECT_EQ(fired(kThreeTogether, "0a 1b 10c"), "");
  EXPECT_EQ(fired(kThreeTogether, "0a 1b 10c 10.5a"), "10.5: 1b 10c 10.5a");
}

TEST(Together, TheNewestRecordOfAStepCounts) { EXPECT_EQ(fired(kThreeTogether, "0a 1a 2b 3c"), "3: 1a 2b 3c"); }

TEST(Together, ARecordCountsForEachStepThatItMeets) {
  EXPECT_EQ(fired(kThreeTogether, "0abc"), "0: 0abc");
  EXPECT_EQ(fired(kThreeTogether, "0ab 1bc"), "1: 0ab 1bc");
}

TEST(Together, ClearsItsKeyWhenItFires) {
  EXPECT_EQ(fired(kThreeTogether, "0a 1b 2c 3a 4b"), "2: 0a 1b 2c");
  EXPECT_EQ(fired(kThreeTogether, "0a 1b 2c 3c 4b 5a"), "2: 0a 1b 2c; 5: 3c 4b 5a");
}

TEST(Together, RepeatNeedsSoManyRecords) {
  const MemoryRule rule = together_of({{StepRole::taken, 3}, {}});
  EXPECT_EQ(fired(rule, "0a 1a 2b"), "");
  EXPECT_EQ(fired(rule, "0a 1a 2b 3a"), "3: 0a 1a 2b 3a");
  EXPECT_EQ(fired(rule, "0a 1a 9b 10a"), "");
  EXPECT_EQ(fired(rule, "0a 1a 9b 10a 10a"), "10: 1a 9b 10a 10a");
}

TEST(Together, ManyRepeatsShowTheNewestHundred) {
  const MemoryRule rule = together_of({{StepRole::taken, 150}, {}});
  const std::string fires = fired(rule, "0b " + repeated("a", 149, 1, 0) + "2ab");
  EXPECT_EQ(fires.substr(0, 6), "2: 1a ");
  EXPECT_EQ(fires.substr(fires.size() - 11), " 2ab of 150");
  EXPECT_EQ(std::count(fires.begin(), fires.end(), 'a'), 100);
}

TEST(Together, UntilClearsTheKey) {
  EXPECT_EQ(fired(kUntil, "0a 1c 2b"), "");
  EXPECT_EQ(fired(kUntil, "0a 1c 2b 3a"), "3: 2b 3a");
}

TEST(Together, UntilLeavesWhatItsRecordBrings) {
  EXPECT_EQ(fired(kUntil, "0a 1ac 2b"), "2: 1ac 2b");
  EXPECT_EQ(fired(kUntil, "0a 1bc"), "1: 0a 1bc");
}

}  // namespace
}  // namespace spoor::test
