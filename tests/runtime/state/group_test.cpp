#include "runtime/state/group.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/runtime/state/tuples.h"

namespace spoor::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

MemoryRule count_of(double bound) {
  MemoryRule rule;
  rule.window = 10'000;
  rule.bound = bound;
  return rule;
}

MemoryRule unanswered() {
  MemoryRule rule;
  rule.kind = StateKind::sequence;
  rule.window = 10'000;
  rule.steps = {{}, {StepRole::absent, 1}};
  return rule;
}

struct Ran {
  std::vector<std::string> firings;  // key, second, records
  std::vector<std::string> kept;
  StateCounts counts;
  std::string error;
};

Ran run(const MemoryRule& rule, const std::vector<std::string>& items, GroupTimes times = {},
        bool keeps_doubles = false) {
  const Program program = program_of(rule);
  Ran ran;
  GroupCorrelation::Options options;
  options.times = times;
  options.keeps_doubles = keeps_doubles;
  options.fire = [&](const Firing& firing) {
    ran.firings.push_back(fmt::format("{} {}: {}", firing.key, firing.time / kSecond, firing.record_count));
  };
  if (times.limit != kNever) {
    options.keep = [&](std::string_view item) {
      ran.kept.emplace_back(item);
      return tl::expected<void, std::string>();
    };
  }
  GroupCorrelation groups(program, std::move(options));
  for (const std::string& item : sorted(items)) {
    if (const auto done = groups.add(item); !done) ran.error = done.error();
  }
  if (const auto done = groups.finish(); !done) ran.error = done.error();
  ran.counts = groups.counts()[kMemoryRule];
  return ran;
}

TEST(GroupCorrelation, EachKeyIsForItself) {
  const Ran ran = run(count_of(2), {tuple_at("k", 1, "a"), tuple_at("l", 1, "b"), tuple_at("k", 2, "c")});
  EXPECT_THAT(ran.firings, ElementsAre("k 2: 2"));
  EXPECT_EQ(ran.counts.tuples, 3U);
  EXPECT_EQ(ran.counts.keys, 2U);
  EXPECT_EQ(ran.counts.firings, 1U);
}

TEST(GroupCorrelation, DoublesCountOnce) {
  const std::vector<std::string> items = {tuple_at("k", 1, "a", 1, 0, 1), tuple_at("k", 1, "b", 1, 0, 2),
                                          tuple_at("k", 1, "a", 1, 1, 3), tuple_at("k", 1, "a", 1, 0, 4)};
  const Ran ran = run(count_of(3), items);
  EXPECT_THAT(ran.firings, IsEmpty());
  EXPECT_EQ(ran.counts.doubles, 2U);
  EXPECT_EQ(ran.counts.tuples, 2U);
  EXPECT_THAT(run(count_of(3), items, {}, true).firings, ElementsAre("k 1: 3"));
}

TEST(GroupCorrelation, OneIdAtOtherTimesIsAnotherRecord) {
  EXPECT_EQ(run(count_of(2), {tuple_at("k", 1, "a"), tuple_at("k", 2, "a")}).counts.doubles, 0U);
  EXPECT_EQ(run(count_of(2), {tuple_at("k", 1, "a"), tuple_at("l", 1, "a")}).counts.doubles, 0U);
}

TEST(GroupCorrelation, RecordsWithoutIdEachCount) {
  EXPECT_THAT(run(count_of(2), {tuple_at("k", 1, "", 1, 0, 7), tuple_at("k", 1, "", 1, 0, 7)}).firings,
              ElementsAre("k 1: 2"));
}

TEST(GroupCorrelation, ManyDoublesOfOneTime) {
  std::vector<std::string> items;
  for (std::uint64_t i = 0; i < 3000; ++i)
    items.push_back(tuple_at("k", 1, fmt::format("{}", i % 1000), 1, static_cast<std::uint8_t>(i / 1000), i));
  EXPECT_EQ(run(count_of(1), items).counts.doubles, 2000U);
}

TEST(GroupCorrelation, WhatStillWaitsIsPending) {
  const std::vector<std::string> items = {tuple_at("k", 1, "a"), tuple_at("l", 5, "b"), tuple_at("m", 6, "c", 2)};
  const Ran ran = run(unanswered(), items, {kLongAgo, kNever, 11 * kSecond});
  EXPECT_THAT(ran.firings, ElementsAre("k 11: 1"));
  EXPECT_EQ(ran.counts.pending, 1U);
  EXPECT_THAT(run(unanswered(), items).firings, testing::UnorderedElementsAre("k 11: 1", "l 15: 1"));
}

TEST(GroupCorrelation, ARunLeavesWhatLiesFromItsLimitOn) {
  const Ran ran = run(count_of(3), {tuple_at("k", 1, "a"), tuple_at("k", 2, "b"), tuple_at("k", 3, "c")},
                      {kLongAgo, 3 * kSecond, 3 * kSecond});
  EXPECT_THAT(ran.firings, IsEmpty());
  EXPECT_EQ(ran.counts.held, 1U);
  EXPECT_EQ(ran.counts.tuples, 2U);
  ASSERT_EQ(ran.kept.size(), 2U);
  EXPECT_EQ(read_front(ran.kept[0]).kind, TupleKind::saved);
  EXPECT_EQ(ran.kept[1], tuple_at("k", 3, "c"));
  EXPECT_THAT(run(count_of(3), ran.kept, {3 * kSecond, kNever, 3 * kSecond}).firings, ElementsAre("k 3: 3"));
}

TEST(GroupCorrelation, NothingIsKeptOfWhatIsOver) {
  EXPECT_THAT(run(count_of(3), {tuple_at("k", 1, "a")}, {kLongAgo, 11 * kSecond, 11 * kSecond}).kept, IsEmpty());
  EXPECT_EQ(run(count_of(3), {tuple_at("k", 1, "a")}, {kLongAgo, 10 * kSecond, 10 * kSecond}).kept.size(), 1U);
}

TEST(GroupCorrelation, AWaitThatEndsWithTheLimitFires) {
  EXPECT_THAT(run(unanswered(), {tuple_at("k", 1, "a")}, {kLongAgo, 11 * kSecond, 20 * kSecond}).firings,
              ElementsAre("k 11: 1"));
  EXPECT_THAT(run(unanswered(), {tuple_at("k", 1, "a")}, {kLongAgo, 10 * kSecond, 20 * kSecond}).firings, IsEmpty());
}

TEST(GroupCorrelation, WhatComesAfterItsTimeIsLate) {
  const Ran ran = run(count_of(1), {tuple_at("k", 1, "a"), tuple_at("k", 2, "b")}, {2 * kSecond, kNever, 2 * kSecond});
  EXPECT_THAT(ran.firings, ElementsAre("k 2: 1"));
  EXPECT_EQ(ran.counts.late, 1U);
}

TEST(GroupCorrelation, WhatCannotBeReadIsAnError) {
  std::string saved, again;
  append_saved(kMemoryRule, "k", "nonsense", saved);
  EXPECT_EQ(run(count_of(1), {saved}).error, "what `own` remembered cannot be read");
}

TEST(GroupCorrelation, NamesTheLargestKeys) {
  std::vector<std::string> items;
  for (int key = 0; key < 9; ++key) {
    for (int i = 0; i <= key; ++i) items.push_back(tuple_at(fmt::format("k{}", key), i, "a"));
  }
  const Ran ran = run(count_of(1), items);
  std::vector<std::string> largest;
  for (const auto& key : ran.counts.largest) largest.push_back(fmt::format("{} {}", key.key, key.tuples));
  EXPECT_THAT(largest, ElementsAre("k8 9", "k7 8", "k6 7", "k5 6", "k4 5"));
}

TEST(StateCounts, AddUp) {
  StateCounts counts, other;
  counts.tuples = 1;
  other.tuples = 2;
  counts.add_key("b", 2);
  other.add_key("a", 2);
  other.add_key("c", 3);
  counts.add(other);
  EXPECT_EQ(counts.tuples, 3U);
  ASSERT_EQ(counts.largest.size(), 3U);
  EXPECT_EQ(counts.largest[0].key + counts.largest[1].key + counts.largest[2].key, "cab");
}

}  // namespace
}  // namespace spoor::test
