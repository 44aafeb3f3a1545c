#include "tests/oracle/state/cases.h"

#include <fmt/format.h>

#include <algorithm>

#include "lang/values/wide_hash.h"
#include "runtime/state/tuple_key.h"
#include "runtime/state/tuple_values.h"

namespace spoor::oracle {

namespace {

using test::MemoryRule;

constexpr Time kSecond = 1000 * kMillisecond;
constexpr Time kBegin = 1'700'000'000 * kSecond;

const std::vector<std::string> kTexts = {"x", "y", "z", "", std::string("x\0y", 3)};

std::vector<MemoryRule::Step> generate_steps(Random& random, StateKind kind) {
  if (kind == StateKind::ratio) return {{}, {}};
  if (kind != StateKind::sequence && kind != StateKind::together) return {{}};
  // Where what has begun outlives what it began with.
  if (kind == StateKind::sequence && random.one_in(3)) {
    const auto repeat = static_cast<std::uint32_t>(2 + random.below(2));
    return {{}, {StepRole::absent, 1}, {StepRole::taken, repeat}, {}, {StepRole::until, 1}};
  }
  std::vector<MemoryRule::Step> steps;
  const std::size_t taken = 1 + random.below(4);
  for (std::size_t i = 0; i < taken; ++i) {
    const bool repeats = random.one_in(4);
    steps.push_back({StepRole::taken, repeats ? static_cast<std::uint32_t>(2 + random.below(3)) : 1});
    if (kind == StateKind::sequence && random.one_in(i + 1 == taken ? 3 : 5)) steps.push_back({StepRole::absent, 1});
  }
  if (random.one_in(4)) steps.push_back({StepRole::until, 1});
  return steps;
}

double generate_bound(Random& random, StateKind kind) {
  switch (kind) {
    case StateKind::count: return static_cast<double>(1 + random.below(8));
    case StateKind::distinct: return static_cast<double>(1 + random.below(4));
    case StateKind::sum: return static_cast<double>(random.below(40)) / 4 - 3;
    case StateKind::ratio: return static_cast<double>(random.below(11)) / 10;
    case StateKind::spike: return static_cast<double>(1 + random.below(12)) / 4;
    case StateKind::first:
    case StateKind::sequence:
    case StateKind::together: return 0;
  }
  return 0;
}

// Steps first, so that those tied come in the order in which a record can be taken for them.
std::uint8_t rank_of(const MemoryRule& rule, StepSet steps) {
  for (std::size_t i = 0; i < rule.steps.size(); ++i) {
    if ((steps >> i & 1) != 0 && rule.steps[i].role == StepRole::taken) return static_cast<std::uint8_t>(i);
  }
  return Tuple::kLastRank;
}

StepSet generate_step_set(Random& random, const MemoryRule& rule) {
  const std::size_t count = rule.steps.size();
  if (rule.kind == StateKind::ratio) return random.one_in(2) ? 3 : 1;
  StepSet steps = 1ULL << random.below(count);
  while (random.one_in(4)) steps |= 1ULL << random.below(count);
  return steps;
}

std::string generate_values(Random& random, StateKind kind) {
  std::string values;
  if (kind == StateKind::sum) append_sum(static_cast<Wide>(random.below(4000)) * 1000 - 1'000'000, values);
  if (kind != StateKind::distinct && kind != StateKind::first) return values;
  do append_value_text(random.pick(kTexts), values);
  while (random.one_in(3));
  return values;
}

void set_identity(Tuple& tuple) {
  WideHash hash;
  hash.add(tuple.account);
  hash.add(tuple.id);
  hash.add(std::to_string(tuple.time));
  if (tuple.id.empty()) hash.add(std::to_string(tuple.record));
  tuple.identity = hash.value();
}

struct Shape {  // of a stream
  std::size_t keys = 1;
  std::size_t longest_step = 3;  // in `unit`
  Time unit = kSecond;
};

Time next_time(Random& random, const Shape& shape, Time time) {
  if (random.one_in(2)) return time;
  if (random.one_in(20)) return time + static_cast<Time>(10 + random.below(30)) * kSecond;
  return time + static_cast<Time>(random.below(shape.longest_step + 1)) * shape.unit;
}

}  // namespace

MemoryRule generate_rule(Random& random, StateKind kind) {
  MemoryRule rule;
  rule.kind = kind;
  rule.window = random.one_in(5) ? 500 * (1 + random.below(20)) : 1000 * (1 + random.below(10));
  rule.steps = generate_steps(random, kind);
  rule.bound = generate_bound(random, kind);
  if (kind == StateKind::spike) {
    rule.per = 1000 * (1 + random.below(3));
    rule.window += 1000 * random.below(10);
    if (random.one_in(2)) rule.flags |= StateRow::kDeviations;
  }
  const bool is_learning = kind == StateKind::spike || kind == StateKind::first;
  if (is_learning && !random.one_in(3)) rule.warmup = 1000 * random.below(6);
  if (kind == StateKind::ratio || kind == StateKind::spike) rule.least = random.below(6);
  if ((kind == StateKind::sum || kind == StateKind::ratio) && random.one_in(2)) rule.flags |= StateRow::kAbove;
  return rule;
}

StateCase generate_state_case(Random& random) {
  StateCase out;
  out.rule = generate_rule(random, static_cast<StateKind>(random.below(8)));
  const Shape shape{random.one_in(2) ? 1 : 1 + random.below(3), 1 + random.below(4),
                    random.one_in(4) ? kSecond / 4 : kSecond};
  Time time = kBegin + static_cast<Time>(random.below(5)) * kSecond;
  const std::size_t count = 1 + random.below(60);
  for (std::size_t i = 0; i < count; ++i) {
    time = next_time(random, shape, time);
    Tuple tuple;
    tuple.rule = test::kMemoryRule;
    std::string key;
    append_key_part(fmt::format("\"{}\"", random.below(shape.keys)), key);
    tuple.key = key;
    tuple.time = time;
    const std::string id = random.one_in(10) ? "" : fmt::format("{:03}", random.below(1000));
    tuple.id = id;
    tuple.account = random.one_in(2) ? "1" : "2";
    tuple.record = i;
    set_identity(tuple);
    // A double says the same, as a rule; it does not have to.
    const std::size_t copies = random.one_in(6) ? 2 + random.below(2) : 1;
    std::string values;
    for (std::size_t copy = 0; copy < copies; ++copy) {
      if (copy == 0 || random.one_in(4)) {
        tuple.steps = generate_step_set(random, out.rule);
        values = generate_values(random, out.rule.kind);
      }
      tuple.rank = rank_of(out.rule, tuple.steps);
      tuple.values = values;
      tuple.file = static_cast<std::uint32_t>(copy);
      append_tuple(tuple, out.tuples.emplace_back());
    }
    out.end = time;
  }
  for (std::size_t i = out.tuples.size(); i > 1; --i) std::swap(out.tuples[i - 1], out.tuples[random.below(i)]);
  return out;
}

std::string to_text(const MemoryRule& rule) {
  std::string steps;
  for (const MemoryRule::Step& step : rule.steps) {
    const char* role = step.role == StepRole::taken ? "taken" : step.role == StepRole::absent ? "absent" : "until";
    steps += fmt::format(" {} x{}", role, step.repeat);
  }
  return fmt::format("kind {} window {} per {} warmup {} bound {} least {} flags {} steps:{}",
                     static_cast<int>(rule.kind), rule.window, rule.per, rule.warmup, rule.bound, rule.least,
                     rule.flags, steps);
}

std::string to_text(const std::string& bytes) {
  std::string scratch;
  const Tuple tuple = read_tuple(read_front(bytes), scratch);
  std::string values;
  std::string_view left = tuple.values;
  while (const auto text = next_value_text(left)) values += fmt::format(" '{}'", *text);
  return fmt::format("key {} at {:.3f} rank {} steps {:b} id '{}' account {} number {} values{}",
                     key_parts(tuple.key)[0], static_cast<double>(tuple.time - kBegin) / 1e9, tuple.rank, tuple.steps,
                     tuple.id, tuple.account, tuple.record, values);
}

}  // namespace spoor::oracle
