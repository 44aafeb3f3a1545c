#include <algorithm>
#include <map>
#include <tuple>

#include "lang/values/instant.h"
#include "tests/bench/corpus.h"
#include "tests/bench/engine.h"
#include "tests/bench/memory_rules.h"
#include "tests/bench/workload.h"
#include "tests/oracle/json.h"
#include "tests/oracle/state/definitions.h"

namespace spoor::bench {

namespace {

// A record that is a step of a rule, in the order in which those of one key are taken.
struct Step {
  std::int64_t time = 0;
  int rank = 0;
  std::string id;
  oracle::Event event;

  bool operator<(const Step& other) const {
    return std::tie(time, rank, id) < std::tie(other.time, other.rank, other.id);
  }
};

std::string text_at(const oracle::Json& record, const std::vector<std::string>& path) {
  const oracle::Json* at = &record;
  for (const std::string& key : path) {
    const auto member =
        std::find_if(at->members.begin(), at->members.end(), [&](const auto& m) { return m.key == key; });
    if (member == at->members.end()) return {};
    at = &member->value;
  }
  return at->string;
}

std::int64_t time_of(const oracle::Json& record) {
  const auto time = read_instant(text_at(record, {"eventTime"}));
  return time ? time->seconds * 1'000'000'000 + time->nanoseconds : 0;
}

// Each step as a rule by itself, named by its number among all.
std::string step_rules(const std::vector<MemoryRuleParts>& rules) {
  std::string out;
  std::size_t number = 0;
  for (const MemoryRuleParts& rule : rules) {
    for (const std::string& condition : rule.conditions) {
      out += "rule step_" + std::to_string(number++) + " { where " + condition + " }\n";
    }
  }
  return out;
}

using Keys = std::map<std::string, std::vector<Step>>;

void add_step(const MemoryRuleParts& rule, std::uint64_t steps, const oracle::Json& record, Keys& keys) {
  Step made;
  made.time = time_of(record);
  made.rank = __builtin_ctzll(steps);
  made.id = text_at(record, {"eventID"});
  made.event.time = made.time;
  made.event.steps = steps;
  if (!rule.value.empty()) made.event.texts = {text_at(record, {rule.value})};
  keys[text_at(record, rule.key)].push_back(std::move(made));
}

}  // namespace

std::vector<std::uint64_t> counted_findings(const std::vector<MemoryRuleParts>& rules,
                                            const std::vector<std::string>& records) {
  std::vector<Keys> keys(rules.size());
  Engine engine(prepared(program_of(step_rules(rules)), Search::exhaustive));
  const Corpus corpus(records);
  std::int64_t end = 0;
  std::vector<std::uint64_t> hits;
  for (const std::string_view text : corpus.records()) {
    const auto record = oracle::read_json(text);
    if (!record) continue;
    end = std::max(end, time_of(*record));
    hits.assign(engine.rule_count(), 0);
    engine.count(text, hits);
    auto hit = hits.begin();
    for (std::size_t rule = 0; rule < rules.size(); ++rule) {
      std::uint64_t steps = 0;
      for (std::size_t step = 0; step < rules[rule].conditions.size(); ++step) steps |= *hit++ << step;
      if (steps != 0) add_step(rules[rule], steps, *record, keys[rule]);
    }
  }
  std::vector<std::uint64_t> counts(rules.size());
  for (std::size_t rule = 0; rule < rules.size(); ++rule) {
    for (auto& [key, steps] : keys[rule]) {
      std::sort(steps.begin(), steps.end());
      std::vector<oracle::Event> events;
      for (const Step& step : steps) events.push_back(step.event);
      counts[rule] += oracle::evaluate(rules[rule].meaning, events, end).size();
    }
  }
  return counts;
}

}  // namespace spoor::bench
