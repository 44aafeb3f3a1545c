// `first` and `spike`, sentence by sentence.
#include <gtest/gtest.h>

#include "tests/runtime/state/words.h"

namespace spoor::test {
namespace {

MemoryRule first_of(std::uint64_t warmup) {
  MemoryRule rule;
  rule.kind = StateKind::first;
  rule.window = 10'000;
  rule.warmup = warmup;
  return rule;
}

// Buckets of two seconds, five of them before the current one.
MemoryRule spike_of(double factor, std::uint64_t least = 0, std::uint64_t warmup = 0, std::uint32_t flags = 0) {
  MemoryRule rule;
  rule.kind = StateKind::spike;
  rule.per = 2'000;
  rule.window = 10'000;
  rule.bound = factor;
  rule.least = least;
  rule.warmup = warmup;
  rule.flags = flags;
  return rule;
}

TEST(First, FiresWhereAValueIsNew) {
  EXPECT_EQ(fired(first_of(0), "0x 1x 2y 3x"), "0: 0x; 2: 2y");
  EXPECT_EQ(fired(first_of(0), "0x 0x"), "0: 0x");
}

TEST(First, LearnsSilentlyUntilTheKeyIsOldEnough) {
  EXPECT_EQ(fired(first_of(2000), "0x 1y 2z"), "2: 2z");
  EXPECT_EQ(fired(first_of(2000), "0x 1y 2y 3x"), "");
  EXPECT_EQ(fired(first_of(2000), "0x 1.999y"), "");
}

TEST(First, KnowsAValueForSoLongWithBothEnds) {
  EXPECT_EQ(fired(first_of(2000), "0x 5y 10x"), "5: 5y");
  EXPECT_EQ(fired(first_of(2000), "0x 5y 10.001x"), "5: 5y; 10.001: 10.001x");
  EXPECT_EQ(fired(first_of(2000), "0x 5x 14x"), "");
}

TEST(First, SeveralValuesFireOnce) {
  EXPECT_EQ(fired(first_of(2000), "0x 2yz"), "2: 2yz");
  EXPECT_EQ(fired(first_of(2000), "0x 2xy 3y"), "2: 2xy");
}

TEST(First, AKeyThatWasSilentForLongStartsAnew) {
  EXPECT_EQ(fired(first_of(2000), "0x 10y"), "10: 10y");
  EXPECT_EQ(fired(first_of(2000), "0x 10.001y 11z 12.001v"), "12.001: 12.001v");
}

TEST(Spike, ComparesWithTheMeanOfTheBucketsBefore) {
  EXPECT_EQ(fired(spike_of(2), "0 2 4 4 4"), "4 [2]: 4 4");
  EXPECT_EQ(fired(spike_of(3), "0 2 4 5 5 5.5"), "5 [3]: 4 5 5");
  EXPECT_EQ(fired(spike_of(3), "0 2 4 5"), "");
}

TEST(Spike, BucketsStandWhereTheClockHasThem) {
  EXPECT_EQ(fired(spike_of(2), "1 2 3"), "3 [2]: 2 3");
  EXPECT_EQ(fired(spike_of(2), "0 1 2 3"), "");
}

TEST(Spike, EmptyBucketsCountFromTheKeysFirstOn) {
  EXPECT_EQ(fired(spike_of(2), "0 0 0 0 2 2 2 2"), "");
  EXPECT_EQ(fired(spike_of(2), "0 0 0 0 6 6 6"), "6 [3]: 6 6 6");  // the mean of 4, 0 and 0
}

TEST(Spike, TheFirstBucketHasNothingToCompareWith) { EXPECT_EQ(fired(spike_of(2), repeated("", 100, 1, 0)), ""); }

TEST(Spike, LooksBackSoFar) {
  EXPECT_EQ(fired(spike_of(1, 2), "0 0 0 0 0 10"), "");
  EXPECT_EQ(fired(spike_of(1, 2), "0 0 0 0 0 10 10"), "10 [2]: 10 10");
  EXPECT_EQ(fired(spike_of(2, 0), "0 0 0 0 0 11 11"), "11 [2]: 11 11");
  EXPECT_EQ(fired(spike_of(2, 0), "0 0 0 0 0 12"), "12 [1]: 12");
}

TEST(Spike, FiresOnceABucket) { EXPECT_EQ(fired(spike_of(2), "0 2 2 2 2 4 4 4 4 4"), "2 [2]: 2 2; 4 [5]: 4 4 4 4 4"); }

TEST(Spike, NeedsSoManyRecords) { EXPECT_EQ(fired(spike_of(2, 4), "0 2 2 2 2 2"), "2 [4]: 2 2 2 2"); }

TEST(Spike, NeedsHistory) {
  EXPECT_EQ(fired(spike_of(2, 0, 4000), "1 2 2 4 4 4 4 4.9"), "");
  EXPECT_EQ(fired(spike_of(2, 0, 4000), "1 2 2 4 4 4 5 5"), "5 [4]: 4 4 4 5");
}

TEST(Spike, DeviationsAreOfTheWholePopulation) {
  // Of 1 and 3 the mean is 2, the deviation 1.
  EXPECT_EQ(fired(spike_of(3, 0, 4000, StateRow::kDeviations), "0 2 2 2 4 4 4 4"), "");
  EXPECT_EQ(fired(spike_of(3, 0, 4000, StateRow::kDeviations), "0 2 2 2 4 4 4 4 4"), "4 [5]: 4 4 4 4 4");
  EXPECT_EQ(fired(spike_of(3.000001, 0, 4000, StateRow::kDeviations), "0 2 2 2 4 4 4 4 4"), "");
}

}  // namespace
}  // namespace spoor::test
