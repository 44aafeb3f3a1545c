// Sorted tuples in memory, one thread: how many a second, and whether time grows as their number does.
#include <fmt/format.h>

#include "runtime/state/group.h"
#include "tests/bench/engine.h"
#include "tests/bench/figures.h"
#include "tests/bench/timing.h"
#include "tests/bench/tuples.h"
#include "tests/oracle/random.h"
#include "tests/oracle/state/definitions.h"

namespace spoor::bench {

namespace {

constexpr std::uint64_t kMinute = 60'000, kHour = 60 * kMinute;
constexpr StateKind kKinds[] = {StateKind::count, StateKind::sequence, StateKind::first};
constexpr std::size_t kOfEach = 100;  // tuples of a key, where there are many of both
constexpr std::size_t kSteps = 3;

const char* name_of(StateKind kind) {
  return kind == StateKind::count ? "count" : kind == StateKind::sequence ? "sequence" : "first";
}

test::MemoryRule rule_of(StateKind kind, std::uint64_t window) {
  test::MemoryRule rule;
  rule.kind = kind;
  rule.window = window;
  rule.bound = 50;
  if (kind == StateKind::sequence) rule.steps.assign(kSteps, {});
  return rule;
}

// Counts what fires.
class Firings {
 public:
  explicit Firings(const test::MemoryRule& rule)
      : program_(test::program_of(rule)), groups_(program_, {{}, false, {}, [this](const Firing&) { ++count_; }}) {}

  void add(const std::vector<std::string_view>& tuples) {
    for (const std::string_view tuple : tuples) or_exit(groups_.add(tuple));
  }
  std::uint64_t finish() {
    or_exit(groups_.finish());
    return count_;
  }

 private:
  const Program program_;
  std::uint64_t count_ = 0;
  GroupCorrelation groups_;
};

// Tuples of some keys, by chance, and how often the rule holds for them.
struct Crowd {
  Tuples tuples;
  std::uint64_t firings = 0;
};

Crowd crowd_of(const test::MemoryRule& rule, std::uint64_t seed, std::size_t keys) {
  oracle::Random random(seed);
  Crowd crowd;
  for (std::size_t key = 0; key < keys; ++key) {
    std::vector<oracle::Event> events;
    std::int64_t second = 0;
    for (std::size_t i = 0; i < kOfEach; ++i) {
      second += static_cast<std::int64_t>(1 + random.below(20));
      const StepSet steps = rule.kind == StateKind::sequence ? StepSet{1} << random.below(kSteps) : 1;
      const std::uint64_t value = random.below(10);
      crowd.tuples.add({key, key * kOfEach + i, second, steps, value}, rule.kind);
      oracle::Event& event = events.emplace_back();
      event.time = second * 1'000'000'000;
      event.steps = steps;
      event.texts = {std::to_string(value)};
    }
    crowd.firings += oracle::evaluate(rule, events, events.back().time).size();
  }
  crowd.tuples.sort();
  return crowd;
}

void add_rate(StateKind kind, double millions, const Effort& effort, Results& results) {
  const test::MemoryRule rule = rule_of(kind, 10 * kMinute);
  Crowd crowd = crowd_of(rule, effort.seed, effort.tuples / kOfEach);
  const std::vector<std::string_view>& tuples = crowd.tuples.views();
  std::uint64_t firings = 0;
  std::vector<double> times;
  for (std::size_t round = 0; round < effort.rounds; ++round) {
    times.push_back(worked_seconds([&] {
      Firings groups(rule);
      groups.add(tuples);
      firings = groups.finish();
    }));
  }
  if (firings != crowd.firings || firings == 0) {
    results.failures.push_back(
        fmt::format("correlate {}: {} firings, the oracle says {}", name_of(kind), firings, crowd.firings));
    return;
  }
  results.add({fmt::format("correlate {}, one core", name_of(kind)),
               static_cast<double>(tuples.size()) / median(times) / 1e6, "M/s", millions, true});
}

// Seconds that correlation takes for `count` tuples, which are made piece by piece beside it: parts(i) is the i-th.
template <typename MakeParts>
double correlate(StateKind kind, std::size_t count, std::uint64_t wanted, MakeParts parts, Results& results) {
  constexpr std::size_t kPiece = 10'000;
  Firings groups(rule_of(kind, 12 * kHour));
  Tuples piece;
  double taken = 0;
  for (std::size_t i = 0; i < count;) {
    piece.clear();
    for (; i < count && piece.size() < kPiece; ++i) piece.add(parts(i), kind);
    const auto& views = piece.views();
    taken += worked_seconds([&] { groups.add(views); });
  }
  std::uint64_t firings = 0;
  taken += worked_seconds([&] { firings = groups.finish(); });
  if (firings != wanted) {
    results.failures.push_back(
        fmt::format("{} tuples of `{}`: {} firings instead of {}", count, name_of(kind), firings, wanted));
  }
  return taken;
}

// A tuple a second of one key. Of fifty the last one is the sequence's last step, before it the first two take turns; a
// value comes back after a thousand.
double one_key(StateKind kind, std::size_t count, Results& results) {
  constexpr std::size_t kPeriod = 50, kValues = 1'000;
  const std::uint64_t wanted = kind == StateKind::count ? 1 : kind == StateKind::sequence ? count / kPeriod : kValues;
  return correlate(
      kind, count, wanted,
      [&](std::size_t i) {
        const std::size_t step = i % kPeriod + 1 == kPeriod ? 2 : i % 2;
        return Tuples::Parts{0, i, static_cast<std::int64_t>(i), kind == StateKind::sequence ? StepSet{1} << step : 1,
                             i % kValues};
      },
      results);
}

// A key's first record has a value that is new, and is no burst and no sequence.
double a_key_each(StateKind kind, const std::vector<std::uint32_t>& keys, Results& results) {
  return correlate(
      kind, keys.size(), kind == StateKind::first ? keys.size() : 0,
      [&](std::size_t i) {
        return Tuples::Parts{keys[i], i, static_cast<std::int64_t>(i), 1, i % 10};
      },
      results);
}

// Over the same with a tenth of the tuples.
void add_growth(const Effort& effort, Results& results) {
  constexpr std::size_t kRounds = 3;
  constexpr double kMost = 11;
  const std::size_t many = effort.linear_tuples, few = many / 10;
  const std::vector<std::uint32_t> many_keys = keys_in_order(static_cast<std::uint32_t>(many)),
                                   few_keys = keys_in_order(static_cast<std::uint32_t>(few));
  for (const StateKind kind : kKinds) {
    std::vector<double> one, each;
    for (std::size_t round = 0; round < kRounds; ++round) {
      const double few_of_one = one_key(kind, few, results), few_each = a_key_each(kind, few_keys, results);
      one.push_back(one_key(kind, many, results) / few_of_one);
      each.push_back(a_key_each(kind, many_keys, results) / few_each);
    }
    const double millions = static_cast<double>(many) / 1e6;
    results.add({fmt::format("{}: one key with {:g} million tuples, over a tenth", name_of(kind), millions),
                 median(one), "x", kMost});
    results.add({fmt::format("{}: {:g} million keys with one tuple, over a tenth", name_of(kind), millions),
                 median(each), "x", kMost});
  }
}

}  // namespace

void add_correlation_figures(const Effort& effort, Results& results) {
  for (const StateKind kind : kKinds) add_rate(kind, kind == StateKind::count ? 5 : 2, effort, results);
  add_growth(effort, results);
}

}  // namespace spoor::bench
