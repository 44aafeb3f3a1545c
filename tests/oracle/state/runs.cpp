#include "tests/oracle/state/runs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "runtime/state/group.h"
#include "runtime/state/live.h"
#include "runtime/state/tuple_values.h"

namespace spoor::oracle {

namespace {

constexpr Time kHalfSecond = 500 * kMillisecond;

Tuple tuple_of(std::string_view bytes, std::string& scratch) { return read_tuple(read_front(bytes), scratch); }

Time time_of(std::string_view bytes) {
  std::string scratch;
  return tuple_of(bytes, scratch).time;
}

std::uint64_t number_of(std::string_view bytes) {
  std::string scratch;
  return tuple_of(bytes, scratch).record;
}

Event event_of(const Tuple& tuple, StateKind kind) {
  Event event;
  event.time = tuple.time;
  event.steps = tuple.steps;
  if (kind == StateKind::sum) event.sum = read_sum(tuple.values);
  std::string_view left = tuple.values;
  if (kind == StateKind::distinct || kind == StateKind::first) {
    while (const auto text = next_value_text(left)) event.texts.emplace_back(*text);
  }
  event.identity = tuple.identity;
  event.number = tuple.record;
  return event;
}

// Writes down what is fired.
Fire recorder(FoundByKey& found) {
  return [&found](const Firing& firing) {
    EXPECT_EQ(firing.rule, test::kMemoryRule);
    Found& own = found[std::string(firing.key)].emplace_back();
    own.time = firing.time;
    own.from = firing.from;
    own.to = firing.to;
    for (const std::string_view bytes : firing.records) own.records.push_back(number_of(bytes));
    own.count = firing.record_count;
    own.identities = firing.identities;
    for (const std::string_view bytes : firing.step_records) {
      own.step_records.push_back(bytes.empty() ? std::nullopt : std::optional(number_of(bytes)));
    }
    own.measure = firing.measure;
  };
}

std::vector<std::string> sorted(std::vector<std::string> items) {
  std::sort(items.begin(), items.end());
  return items;
}

// Evaluates items, and returns what is left for the next run.
std::vector<std::string> run(const Program& program, const std::vector<std::string>& items, GroupTimes times,
                             const Fire& fire) {
  std::vector<std::string> kept;
  GroupCorrelation::Options options;
  options.times = times;
  options.fire = fire;
  if (times.limit != kNever) {
    options.keep = [&](std::string_view item) {
      EXPECT_TRUE(is_well_formed(item, static_cast<std::uint32_t>(program.rules.size())));
      kept.emplace_back(item);
      return tl::expected<void, std::string>();
    };
  }
  GroupCorrelation groups(program, std::move(options));
  for (const std::string& item : items) {
    const auto done = groups.add(item);
    EXPECT_TRUE(done) << done.error();
  }
  const auto done = groups.finish();
  EXPECT_TRUE(done) << done.error();
  EXPECT_TRUE(std::is_sorted(kept.begin(), kept.end()));
  EXPECT_EQ(groups.counts()[test::kMemoryRule].late, 0U);
  return kept;
}

}  // namespace

FoundByKey by_definition(const StateCase& given) {
  std::map<std::string, std::vector<Event>> events;
  std::set<std::tuple<std::string, Time, std::string, std::string>> known;
  for (const std::string& bytes : sorted(given.tuples)) {
    std::string scratch;
    const Tuple tuple = tuple_of(bytes, scratch);
    const std::string key(tuple.key);
    const bool is_new = known.emplace(key, tuple.time, tuple.account, tuple.id).second;
    if (is_new || tuple.id.empty()) events[key].push_back(event_of(tuple, given.rule.kind));
  }
  FoundByKey found;
  for (const auto& [key, own] : events) {
    auto of_key = evaluate(given.rule, own, given.end);
    if (!of_key.empty()) found[key] = std::move(of_key);
  }
  return found;
}

FoundByKey all_at_once(const Program& program, const StateCase& given) {
  FoundByKey found;
  run(program, sorted(given.tuples), {kLongAgo, kNever, given.end}, recorder(found));
  return found;
}

FoundByKey live(const Program& program, const StateCase& given, Random& random) {
  const Time lateness = static_cast<Time>(random.below(10)) * kHalfSecond;
  std::vector<std::pair<Time, std::string>> arriving;
  for (const std::string& bytes : given.tuples) {
    const Time delay = lateness == 0 ? 0 : static_cast<Time>(random.below(static_cast<std::size_t>(lateness)));
    arriving.emplace_back(time_of(bytes) + delay, bytes);
  }
  std::stable_sort(arriving.begin(), arriving.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  FoundByKey found;
  LiveCorrelation::Options options;
  options.lateness = lateness;
  options.key_limit = 10;
  options.fire = recorder(found);
  LiveCorrelation correlation(program, std::move(options));
  for (const auto& [time, bytes] : arriving) {
    correlation.add(bytes);
    if (random.one_in(5)) correlation.see(time_of(bytes));
  }
  correlation.finish(given.end);
  EXPECT_EQ(correlation.counts()[test::kMemoryRule].late, 0U);
  return found;
}

// Each tuple comes to one of the runs before its time is over.
FoundByKey in_runs(const Program& program, const StateCase& given, Random& random) {
  FoundByKey found;
  std::vector<std::string> left = given.tuples, kept;
  Time begin = kLongAgo;
  for (std::size_t runs = random.below(5); runs > 0 && !left.empty(); --runs) {
    const Time limit = std::max(begin, time_of(random.pick(left)) + static_cast<Time>(random.below(3)) * kHalfSecond);
    std::vector<std::string> later;
    for (const std::string& bytes : left) {
      (time_of(bytes) < limit || random.one_in(3) ? kept : later).push_back(bytes);
    }
    left = std::move(later);
    kept = run(program, sorted(std::move(kept)), {begin, limit, given.end}, recorder(found));
    begin = limit;
  }
  kept.insert(kept.end(), left.begin(), left.end());
  run(program, sorted(std::move(kept)), {begin, kNever, given.end}, recorder(found));
  return found;
}

std::string to_text(const FoundByKey& found) {
  std::string out;
  for (const auto& [key, own] : found) {
    for (const Found& one : own) out += key + ": " + to_text(one) + "\n";
  }
  return out;
}

}  // namespace spoor::oracle
