#include "runtime/scan/newest.h"

#include <gtest/gtest.h>

#include "runtime/scan/firing_finding.h"

namespace spoor {
namespace {

constexpr std::int64_t kNewYear = 1'767'225'600, kDay = 24 * 3600;  // of 2026

Time at(std::int64_t seconds) { return to_time({kNewYear + seconds, 0}); }

Newest newest_of(std::initializer_list<std::int64_t> times) {
  Newest newest;
  std::uint64_t number = 0;
  for (const std::int64_t seconds : times) newest.add({at(seconds), {0, ++number}});
  return newest;
}

TEST(Newest, IsTheLatestUnlessItIsADayAheadOfAll) {
  EXPECT_FALSE(Newest().time());
  EXPECT_EQ(newest_of({5}).time(), at(5));
  EXPECT_EQ(newest_of({kDay, 0}).time(), at(kDay));
  EXPECT_EQ(newest_of({0, kDay + 1}).time(), at(0));
  EXPECT_EQ(newest_of({0, kDay + 1}).ahead()->place.record, 2u);
  EXPECT_EQ(newest_of({kDay + 1, 0, kDay + 1}).ahead()->place.record, 1u);  // delivered twice
  EXPECT_EQ(newest_of({0, kDay + 1, kDay + 2}).time(), at(kDay + 2));
}

TEST(Newest, OfPartsIsThatOfTheWhole) {
  Newest whole = newest_of({3, 9});
  Newest part = newest_of({7, 2 * kDay});
  whole.add(part, 2);
  EXPECT_EQ(whole.time(), at(9));
  EXPECT_EQ(whole.ahead()->place.record, 4u);
}

TEST(Newest, TimesOfNoSenseCountForTheLatestAlone) {
  Newest newest = newest_of({0});
  for (const std::int64_t seconds : {253'402'300'000, 253'402'200'000}) newest.add({to_time({seconds, 0}), {0, 2}});
  EXPECT_EQ(newest.time(), at(0));
  EXPECT_EQ(newest.latest(), to_time({253'402'300'000, 0}));
  Newest old;
  old.add({to_time({5, 0}), {0, 1}});
  EXPECT_FALSE(old.time());
  EXPECT_EQ(old.latest(), to_time({5, 0}));
}

}  // namespace
}  // namespace spoor
