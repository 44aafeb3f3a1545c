// Records in memory, one thread: every workload at every number of rules.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <deque>

#include "tests/bench/engine.h"
#include "tests/bench/figures.h"
#include "tests/bench/hits.h"
#include "tests/bench/on_demand.h"
#include "tests/bench/records.h"
#include "tests/bench/timing.h"

namespace spoor::bench {

namespace {

constexpr std::size_t kEventPasses = 5;

// So many records that the work on them takes about so long, found on few.
std::size_t records_for(const Corpus& corpus, double wanted_seconds, Engine& slowest) {
  std::size_t count = std::min<std::size_t>(6, corpus.records().size());
  for (;;) {
    const double taken = seconds([&] {
      for (const std::string_view window : corpus.windows(count)) keep(slowest.match(window));
    });
    if (count == corpus.records().size() || taken >= wanted_seconds) return count;
    const double factor = std::clamp(wanted_seconds / taken, 1.2, 8.0);
    count = std::min(corpus.records().size(), static_cast<std::size_t>(static_cast<double>(count) * factor) + 1);
  }
}

// The largest ratio of one record's time to that of its walk; each is timed in several passes over all of them, so that
// others have gone through the caches since.
double worst_event(const Corpus& corpus, std::size_t count, Engine& engine, OnDemand& floor) {
  std::vector<std::vector<double>> times(count), floors(count);
  for (std::size_t pass = 0; pass < kEventPasses; ++pass) {
    for (std::size_t i = 0; i < count; ++i) {
      times[i].push_back(seconds([&] { keep(engine.match(corpus.records()[i])); }));
    }
    for (std::size_t i = 0; i < count; ++i) floors[i].push_back(seconds([&] { floor.walk(corpus.records()[i]); }));
  }
  double worst = 0;
  for (std::size_t i = 0; i < count; ++i) worst = std::max(worst, median(times[i]) / median(floors[i]));
  return worst;
}

// Where the time goes, each stage over the walk.
void add_stages(const std::vector<std::string_view>& windows, const Effort& effort, Engine& engine,
                const std::function<void()>& walk, Results& results) {
  const auto over = [&](auto stage) {
    return [&windows, stage] {
      for (const std::string_view window : windows) stage(window);
    };
  };
  const auto times = alternate({walk, over([&](std::string_view window) { engine.find_tokens(window); }),
                                over([&](std::string_view window) { engine.decode(window); }),
                                over([&](std::string_view window) { keep(engine.match(window)); })},
                               effort.rounds);
  const double tokens = ratio(times[1], times[0]), slots = ratio(times[2], times[0]), all = ratio(times[3], times[0]);
  results.add({"stage tokens, 5,000 selective rules, over the walk", tokens, "x"});
  results.add({"stage slots", slots - tokens, "x"});
  results.add({"stage match", all - slots, "x"});
}

void measure(const Workload& workload, const Effort& effort, Results& results) {
  const Corpus corpus(records_of(workload, effort.seed, effort.trail_records));
  for (const std::size_t rules : kRuleCounts) {
    const HitCheck check = check_hits(workload, rules, corpus, {effort.exhaustive_pairs, effort.oracle_pairs});
    results.failures.insert(results.failures.end(), check.failures.begin(), check.failures.end());
    for (const std::string& failure : check.failures) fmt::print("FAILED {}\n", failure);
    if (!check.failures.empty()) return;
  }
  std::deque<Engine> engines;
  for (const std::size_t rules : kRuleCounts) engines.emplace_back(prepared(program_of(workload, rules)));
  const std::size_t count = records_for(corpus, effort.pass_seconds, engines.back());
  const auto windows = corpus.windows(count);
  OnDemand floor;
  std::vector<std::function<void()>> works = {[&] {
    for (std::size_t i = 0; i < count; ++i) floor.walk(corpus.records()[i]);
  }};
  for (Engine& engine : engines) {
    works.emplace_back([&windows, &engine] {
      for (const std::string_view window : windows) keep(engine.match(window));
    });
  }
  const auto times = alternate(works, effort.rounds);
  const bool is_first = &workload == &workloads().front();
  for (std::size_t i = 0; i < engines.size(); ++i) {
    results.add({fmt::format("{}, {} rules, over the walk", workload.name, kRuleCounts[i]),
                 ratio(times[i + 1], times[0]), "x",
                 is_first && kRuleCounts[i] == 5'000 ? std::optional(1.6) : std::nullopt});
  }
  results.add({fmt::format("{}, growth 100 to 10,000 rules", workload.name), ratio(times[4], times[1]), "x",
               workload.growth != 0 ? std::optional(workload.growth) : std::nullopt});
  results.add({fmt::format("{}, worst event, 10,000 rules, over its walk", workload.name),
               worst_event(corpus, std::min<std::size_t>(count, 3'000), engines.back(), floor), "x", 50});
  if (is_first) add_stages(windows, effort, engines[2], works[0], results);
}

}  // namespace

void add_workload_figures(const Effort& effort, const std::string& only, Results& results) {
  for (const Workload& workload : workloads()) {
    if (only.empty() || only == workload.name) measure(workload, effort, results);
  }
}

// Two lengths of one array under rules that look at every element, so that what a record costs beside it falls away.
void add_array_figures(const Effort& effort, Results& results) {
  constexpr std::size_t kShort = 1'000, kLong = 10'000, kPredicates = 2;
  Engine engine(
      prepared(program_of("rule elements { where any item in items: (item.port < 0 or item.cidr == \"none\") }\n")));
  Random random(effort.seed);
  const Corpus few(array_records(random, 10, kShort)), many(array_records(random, 10, kLong));
  const auto over = [&](const Corpus& corpus) {
    return [&] {
      for (const std::string_view record : corpus.records()) keep(engine.match(record));
    };
  };
  const auto times = alternate({over(few), over(many)}, std::max<std::size_t>(effort.rounds, 5));
  const double elements = 10.0 * (kLong - kShort);
  results.add({"array element and predicate, all stages",
               (median(times[1]) - median(times[0])) / elements / kPredicates * 1e9, "ns", 60});
  results.add({"array of 10,000 over ten times one of 1,000", ratio(times[1], times[0]) / 10, "x", 1.3});
}

}  // namespace spoor::bench
