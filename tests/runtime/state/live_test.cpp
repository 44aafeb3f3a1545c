#include "runtime/state/live.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/runtime/state/tuples.h"

namespace spoor::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

MemoryRule pair(bool ends_absent = false) {
  MemoryRule rule;
  rule.kind = StateKind::sequence;
  rule.window = 10'000;
  rule.steps = {{}, {ends_absent ? StepRole::absent : StepRole::taken, 1}};
  return rule;
}

class Live {
 public:
  explicit Live(const MemoryRule& rule, Time lateness, std::size_t key_limit = 100)
      : program_(program_of(rule)), correlation_(program_, options(lateness, key_limit)) {}

  LiveCorrelation& operator*() { return correlation_; }
  LiveCorrelation* operator->() { return &correlation_; }
  std::vector<std::string> taken() { return std::exchange(firings_, {}); }
  StateCounts counts() const { return correlation_.counts()[kMemoryRule]; }

 private:
  LiveCorrelation::Options options(Time lateness, std::size_t key_limit) {
    LiveCorrelation::Options out;
    out.lateness = lateness * kSecond;
    out.key_limit = key_limit;
    out.fire = [this](const Firing& firing) {
      firings_.push_back(fmt::format("{} {}", firing.key, firing.time / kSecond));
    };
    return out;
  }

  const Program program_;
  std::vector<std::string> firings_;
  LiveCorrelation correlation_;
};

TEST(LiveCorrelation, TuplesWaitForTheWatermark) {
  Live live(pair(), 5);
  live->add(tuple_at("k", 3, "b", 2, 1));
  live->add(tuple_at("k", 1, "a"));
  live->see(8 * kSecond);
  EXPECT_THAT(live.taken(), IsEmpty());
  live->see(9 * kSecond);
  EXPECT_THAT(live.taken(), ElementsAre("k 3"));
}

TEST(LiveCorrelation, WhatComesBehindTheWatermarkIsLate) {
  Live live(pair(), 5);
  live->add(tuple_at("k", 10, "b", 2, 1));
  live->add(tuple_at("k", 5, "a"));
  live->add(tuple_at("k", 4, "c"));
  live->finish(kNever);
  EXPECT_THAT(live.taken(), ElementsAre("k 10"));
  EXPECT_EQ(live.counts().late, 1U);
  EXPECT_EQ(live.counts().tuples, 2U);
}

TEST(LiveCorrelation, TiedTuplesComeInTheirOrder) {
  Live live(pair(), 1);
  live->add(tuple_at("k", 1, "b", 2, 1));
  live->add(tuple_at("k", 1, "a", 1, 0));
  live->add(tuple_at("k", 1, "a", 1, 0));
  live->finish(kNever);
  EXPECT_THAT(live.taken(), ElementsAre("k 1"));
  EXPECT_EQ(live.counts().doubles, 1U);
}

TEST(LiveCorrelation, WaitsEndAsTimeGoesOn) {
  Live live(pair(true), 2);
  live->add(tuple_at("k", 1, "a"));
  live->add(tuple_at("l", 2, "b"));
  live->see(12 * kSecond);
  EXPECT_THAT(live.taken(), IsEmpty());
  EXPECT_EQ(live.counts().pending, 2U);
  live->see(13 * kSecond);
  EXPECT_THAT(live.taken(), ElementsAre("k 11"));
  live->add(tuple_at("l", 11, "c", 2, 1));
  live->see(100 * kSecond);
  EXPECT_THAT(live.taken(), IsEmpty());
  EXPECT_EQ(live.counts().pending, 0U);
}

TEST(LiveCorrelation, FiresByTimeWhateverTheKey) {
  Live live(pair(true), 0);
  for (int i = 9; i > 0; --i) live->add(tuple_at(fmt::format("k{}", i), 1 + i % 3, "a"));
  live->finish(kNever);
  std::vector<std::string> seconds;
  for (const std::string& firing : live.taken()) seconds.push_back(firing.substr(3));
  EXPECT_TRUE(std::is_sorted(seconds.begin(), seconds.end()));
}

TEST(LiveCorrelation, KeysAdvancedLeastRecentlyLeaveFirst) {
  Live live(pair(), 0, 2);
  live->add(tuple_at("k", 1, "a"));
  live->add(tuple_at("l", 2, "b"));
  live->add(tuple_at("k", 3, "c"));
  live->add(tuple_at("m", 4, "d"));
  live->add(tuple_at("k", 5, "e", 2, 1));
  live->add(tuple_at("l", 6, "f", 2, 1));
  live->finish(kNever);
  EXPECT_THAT(live.taken(), ElementsAre("k 5"));
  EXPECT_EQ(live.counts().lost_keys, 2U);  // `l`, then `m` for it
  EXPECT_EQ(live->key_count(), 2U);
}

TEST(LiveCorrelation, AKeyThatRemembersNothingIsNoLoss) {
  Live live(pair(), 0, 1);
  live->add(tuple_at("k", 1, "a"));
  live->add(tuple_at("l", 11, "b"));
  live->finish(kNever);
  EXPECT_EQ(live.counts().lost_keys, 0U);
  EXPECT_EQ(live->key_count(), 1U);
}

TEST(LiveCorrelation, AKeyThatLeftWaitsNoMore) {
  Live live(pair(true), 0, 1);
  live->add(tuple_at("k", 1, "a"));
  live->add(tuple_at("l", 2, "b"));
  live->finish(kNever);
  EXPECT_THAT(live.taken(), ElementsAre("l 12"));
  EXPECT_EQ(live.counts().lost_keys, 1U);
}

}  // namespace
}  // namespace spoor::test
