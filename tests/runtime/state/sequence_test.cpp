// `sequence`, sentence by sentence. The letters of steps are a, b, c, in the order of the rule; windows are ten
// seconds.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/runtime/state/words.h"

namespace spoor::test {
namespace {

// A word for each step: a number for how often it repeats, `not`, `until`.
MemoryRule sequence_of(const std::vector<std::string>& steps) {
  MemoryRule rule;
  rule.kind = StateKind::sequence;
  rule.window = 10'000;
  rule.steps.clear();
  for (const std::string& step : steps) {
    if (step == "not") {
      rule.steps.push_back({StepRole::absent, 1});
    } else if (step == "until") {
      rule.steps.push_back({StepRole::until, 1});
    } else {
      rule.steps.push_back({StepRole::taken, static_cast<std::uint32_t>(std::stoul(step))});
    }
  }
  return rule;
}

const MemoryRule kPair = sequence_of({"1", "1"});
const MemoryRule kThreeInOrder = sequence_of({"1", "1", "1"});

TEST(Sequence, TakesStepsInTheirOrder) {
  EXPECT_EQ(fired(kThreeInOrder, "0a 1b 2c"), "2: 0a 1b 2c");
  EXPECT_EQ(fired(kThreeInOrder, "0b 1a 2c"), "");
  EXPECT_EQ(fired(kThreeInOrder, "0a 1c 2b 3c"), "3: 0a 2b 3c");
  EXPECT_EQ(fired(kThreeInOrder, "5a 5b 5c"), "5: 5a 5b 5c");
}

TEST(Sequence, FromFirstToLastIsLessThanTheWindow) {
  EXPECT_EQ(fired(kPair, "0a 9.999999999b"), "9.999999999: 0a 9.999999999b");
  EXPECT_EQ(fired(kPair, "0a 10b"), "");
  EXPECT_EQ(fired(kThreeInOrder, "0a 9b 10c"), "");
}

TEST(Sequence, TheNewestStartIsKept) {
  EXPECT_EQ(fired(kPair, "0a 5a 11b"), "11: 5a 11b");
  EXPECT_EQ(fired(kThreeInOrder, "0a 1b 2a 3c"), "3: 0a 1b 3c");
  EXPECT_EQ(fired(kThreeInOrder, "0a 1b 2a 3b 11c"), "11: 2a 3b 11c");
}

TEST(Sequence, OfEqualStartsTheNewerRecordReplaces) {
  EXPECT_EQ(fired(kThreeInOrder, "0a 1b 2b 3c"), "3: 0a 2b 3c");
  EXPECT_EQ(fired(kPair, "0a 0a 1b"), "1: 0a 1b");
}

TEST(Sequence, ClearsItsKeyWhenItFires) {
  EXPECT_EQ(fired(kPair, "0a 1b 2b"), "1: 0a 1b");
  EXPECT_EQ(fired(kPair, "0a 1a 2b 3b"), "2: 1a 2b");
  EXPECT_EQ(fired(kPair, "0a 1b 2a 3b"), "1: 0a 1b; 3: 2a 3b");
}

TEST(Sequence, ARecordServesTheLastStepThatItCan) {
  EXPECT_EQ(fired(kPair, "0ab"), "");
  EXPECT_EQ(fired(kPair, "0ab 1ab"), "1: 0ab 1ab");
  EXPECT_EQ(fired(kPair, "0ab 1ab 2ab 3ab"), "1: 0ab 1ab; 3: 2ab 3ab");
  EXPECT_EQ(fired(kThreeInOrder, "0a 1ab 2b 3c"), "3: 0a 2b 3c");
  EXPECT_EQ(fired(kThreeInOrder, "0ac 1bc 2ac"), "2: 0ac 1bc 2ac");
}

TEST(Sequence, RepeatNeedsSoManyRecords) {
  const MemoryRule thrice = sequence_of({"1", "3"});
  EXPECT_EQ(fired(thrice, "0a 1b 2b"), "");
  EXPECT_EQ(fired(thrice, "0a 1b 2b 3b"), "3: 0a 1b 2b 3b");
  const MemoryRule burst = sequence_of({"3", "1"});
  EXPECT_EQ(fired(burst, "0a 1a 2b 3a 4b"), "4: 0a 1a 3a 4b");
}

TEST(Sequence, RepeatKeepsTheLastRecords) {
  const MemoryRule burst = sequence_of({"3", "1"});
  EXPECT_EQ(fired(burst, "0a 1a 2a 3a 4a 5b"), "5: 2a 3a 4a 5b");
  EXPECT_EQ(fired(burst, "0a 9a 10a 10b"), "");
  EXPECT_EQ(fired(burst, "0a 9a 10a 11a 12b"), "12: 9a 10a 11a 12b");
}

TEST(Sequence, EachRepeatGoesOnFromTheNewestChainOfItsTime) {
  const MemoryRule twice = sequence_of({"1", "2"});
  EXPECT_EQ(fired(twice, "0a 1b 2a 3b"), "3: 0a 1b 3b");
  EXPECT_EQ(fired(twice, "0a 1b 2a 11b"), "");
  EXPECT_EQ(fired(twice, "0a 1b 2a 10b 11b"), "11: 2a 10b 11b");
}

TEST(Sequence, ManyRepeatsShowTheNewestHundred) {
  const MemoryRule many = sequence_of({"1", "150", "1"});
  EXPECT_EQ(fired(many, "0a " + repeated("b", 149, 1, 0) + "2c"), "");
  const std::string fires = fired(many, "0a " + repeated("b", 150, 1, 0) + "2c");
  EXPECT_EQ(fires.substr(0, 6), "2: 1b ");
  EXPECT_EQ(fires.substr(fires.size() - 10), " 2c of 152");
  EXPECT_EQ(std::count(fires.begin(), fires.end(), 'b'), 99);
}

TEST(Sequence, NotBetweenStepsClearsWhatWaitsThere) {
  const MemoryRule rule = sequence_of({"1", "not", "1"});
  EXPECT_EQ(fired(rule, "0a 2c"), "2: 0a 2c");
  EXPECT_EQ(fired(rule, "0a 1b 2c"), "");
  EXPECT_EQ(fired(rule, "0a 1b 2a 3c"), "3: 2a 3c");
  EXPECT_EQ(fired(rule, "0b 1a 2c 3b"), "2: 1a 2c");
  EXPECT_EQ(fired(sequence_of({"1", "not", "1", "1"}), "0a 1c 2b 3d"), "3: 0a 1c 3d");
}

TEST(Sequence, NotLetsARepeatedStepGoOn) {
  const MemoryRule rule = sequence_of({"1", "not", "2"});
  EXPECT_EQ(fired(rule, "0a 1c 2b 3c"), "3: 0a 1c 3c");
  EXPECT_EQ(fired(rule, "0a 1c 2b 10c"), "");
  const MemoryRule before = sequence_of({"2", "not", "1"});
  EXPECT_EQ(fired(before, "0a 1a 2b 3c"), "");
  EXPECT_EQ(fired(before, "0a 1a 2b 3a 4c"), "4: 1a 3a 4c");
}

TEST(Sequence, WhatWaitsStaysUntilItIsReplaced) {
  const MemoryRule rule = sequence_of({"1", "not", "2", "1"});
  EXPECT_EQ(fired(rule, "0a 1c 2b 3c 4a 5c 6d"), "6: 0a 1c 3c 6d");
  EXPECT_EQ(fired(rule, "0a 1c 2b 3c 4a 5c 6c 7d"), "7: 4a 5c 6c 7d");
  EXPECT_EQ(fired(rule, "0a 1c 2b 3c 4c 5d"), "5: 0a 1c 3c 5d");
}

TEST(Sequence, TakenStepsComeBeforeNot) {
  const MemoryRule rule = sequence_of({"1", "not", "1"});
  EXPECT_EQ(fired(rule, "0a 1bc"), "1: 0a 1bc");
  EXPECT_EQ(fired(rule, "0ab 1c"), "");
}

const MemoryRule kUnanswered = sequence_of({"1", "1", "not"});

TEST(Sequence, NotAtTheEndFiresWhenTheWindowHasPassed) {
  EXPECT_EQ(fired(kUnanswered, "0a 1b |9.999"), "");
  EXPECT_EQ(fired(kUnanswered, "0a 1b |10"), "10: 0a 1b");
  EXPECT_EQ(fired(kUnanswered, "0a 1b 20a"), "10: 0a 1b");
  EXPECT_EQ(fired(kUnanswered, "0a |30"), "");
}

TEST(Sequence, ARecordBeforeTheDeadlinePreventsIt) {
  EXPECT_EQ(fired(kUnanswered, "0a 1b 9.999c |30"), "");
  EXPECT_EQ(fired(kUnanswered, "0a 1b 10c |30"), "10: 0a 1b");
  EXPECT_EQ(fired(kUnanswered, "0a 1b 2a 3b 4c |30"), "");
}

TEST(Sequence, EachStartWaitsForItself) {
  EXPECT_EQ(fired(kUnanswered, "0a 1b 2a 3b |30"), "10: 0a 1b; 12: 2a 3b");
  EXPECT_EQ(fired(kUnanswered, "0a 1b 2a 3b 11c |30"), "10: 0a 1b");
  EXPECT_EQ(fired(kUnanswered, "0a 0b 0a 0b |30"), "10: 0a 0b; 10: 0a 0b");
}

TEST(Sequence, AStartThatWaitsIsNotAddedAgain) {
  EXPECT_EQ(fired(kUnanswered, "0a 1b 2b |30"), "10: 0a 1b");
  EXPECT_EQ(fired(kUnanswered, "0a 1b 2c 3b |30"), "10: 0a 3b");
}

TEST(Sequence, UntilClearsTheKey) {
  const MemoryRule rule = sequence_of({"1", "1", "until"});
  EXPECT_EQ(fired(rule, "0a 1c 2b"), "");
  EXPECT_EQ(fired(rule, "0a 1c 2a 3b"), "3: 2a 3b");
  EXPECT_EQ(fired(sequence_of({"1", "1", "not", "until"}), "0a 1b 2d |30"), "");
}

TEST(Sequence, ARecordIsNeverAStepAndTheUntilOfOneChain) {
  const MemoryRule rule = sequence_of({"1", "1", "1", "until"});
  EXPECT_EQ(fired(rule, "0ad 1b 2c"), "2: 0ad 1b 2c");
  EXPECT_EQ(fired(rule, "0a 1bd 2c"), "2: 0a 1bd 2c");
  EXPECT_EQ(fired(rule, "0a 1bd 2b 3c"), "3: 0a 1bd 3c");
  EXPECT_EQ(fired(rule, "0a 1b 2cd"), "2: 0a 1b 2cd");
  EXPECT_EQ(fired(sequence_of({"1", "1", "not", "until"}), "0a 1b 2bd |30"), "10: 0a 2bd");
  EXPECT_EQ(fired(sequence_of({"1", "3", "until"}), "0a 1b 2bc 3b"), "3: 0a 1b 2bc 3b");
}

TEST(Sequence, UntilClearsWhatWaitedBesideWhatItsRecordBrings) {
  const MemoryRule rule = sequence_of({"1", "not", "3", "1", "until"});
  EXPECT_EQ(fired(rule, "0a 1c 2b 3c 3c 4a 5c 6c 7d"), "7: 0a 1c 3c 3c 7d");
  EXPECT_EQ(fired(rule, "0a 1c 2b 3c 3c 4a 5c 6ce 7d"), "");
  EXPECT_EQ(fired(rule, "0a 1c 2b 3c 3c 4a 5c 6ce 7c 8d"), "8: 4a 5c 6ce 7c 8d");
}

}  // namespace
}  // namespace spoor::test
