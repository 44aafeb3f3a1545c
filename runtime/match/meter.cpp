#include "runtime/match/meter.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "runtime/match/candidates.h"
#include "runtime/match/machine.h"

namespace spoor {

namespace {

double now() {
  return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// What reading the clock twice takes.
double clock_time() {
  double least = 1e9;
  for (int i = 0; i < 1000; ++i) {
    const double begin = now();
    least = std::min(least, now() - begin);
  }
  return least;
}

}  // namespace

void Costs::add(const Costs& other) {
  records += other.records;
  decode_time += other.decode_time;
  index_time += other.index_time;
  rules_time += other.rules_time;
  records_by_stage += other.records_by_stage;
  records_by_rule += other.records_by_rule;
  records_by_predicate += other.records_by_predicate;
  matching_time += other.matching_time;
  rules.resize(std::max(rules.size(), other.rules.size()));
  for (std::size_t i = 0; i < other.rules.size(); ++i) {
    rules[i].candidates += other.rules[i].candidates;
    rules[i].matches += other.rules[i].matches;
    rules[i].time += other.rules[i].time;
  }
  predicates.resize(std::max(predicates.size(), other.predicates.size()));
  for (std::size_t i = 0; i < other.predicates.size(); ++i) {
    predicates[i].asked += other.predicates[i].asked;
    predicates[i].time += other.predicates[i].time;
  }
  values.resize(std::max(values.size(), other.values.size()));
  for (std::size_t i = 0; i < other.values.size(); ++i) values[i] += other.values[i];
}

struct Meter::State : AskObserver {
  // How a record is measured, by turns. Most by stage, which disturbs them least.
  enum class Measure { stages, rules, predicates };
  static constexpr std::array<Measure, 4> kTurns = {Measure::stages, Measure::rules, Measure::stages,
                                                    Measure::predicates};

  explicit State(std::shared_ptr<const PreparedProgram> program)
      : prepared(std::move(program)),
        machine(*prepared),
        candidates(*prepared->index(), prepared->program().conditions.size()),
        clock(clock_time()) {
    costs.rules.resize(machine.program.rules.size());
    costs.predicates.resize(machine.program.predicates.size());
    costs.values.resize(machine.program.slots.size());
    machine.observer = this;
  }

  bool on_ask(Index predicate, const std::function<bool()>& answer) override {
    Costs::OfPredicate& cost = costs.predicates[predicate];
    ++cost.asked;
    if (measure != Measure::predicates) return answer();
    const double begin = now();
    const bool holds = answer();
    cost.time += since(begin);
    return holds;
  }

  double since(double begin) const { return std::max(0.0, now() - begin - clock); }

  void match(const RecordTokens& record) {
    measure = kTurns[costs.records++ % kTurns.size()];
    const double begin = now();
    prepared->decoder().decode(record, machine.event);
    const double decoded = now();
    machine.begin_record();
    candidates.find(machine);
    const double found = now();
    candidates.take_each([this](Index condition) { run_condition(condition); });
    const double ended = now();
    for (const Index slot : machine.event.filled_slots()) costs.values[slot] += machine.event.values(slot).size();
    costs.records_by_rule += measure == Measure::rules ? 1 : 0;
    costs.records_by_predicate += measure == Measure::predicates ? 1 : 0;
    if (measure == Measure::stages) {
      ++costs.records_by_stage;
      costs.decode_time += decoded - begin - clock;
      costs.index_time += found - decoded - clock;
      costs.rules_time += ended - found - clock;
    }
    costs.matching_time += now() - begin;
  }

  void run_condition(Index condition) {
    const auto [rule, step, first, count] = machine.program.conditions[condition];
    Costs::OfRule& cost = costs.rules[rule];
    ++cost.candidates;
    const double begin = measure == Measure::rules ? now() : 0;
    cost.matches += run(machine, first) ? 1 : 0;
    if (measure == Measure::rules) cost.time += since(begin);
  }

  std::shared_ptr<const PreparedProgram> prepared;
  Machine machine;
  Candidates candidates;
  double clock;
  Measure measure = Measure::stages;
  Costs costs;
};

Meter::Meter(std::shared_ptr<const PreparedProgram> prepared) : state_(std::make_unique<State>(std::move(prepared))) {}
Meter::~Meter() = default;

void Meter::match(const RecordTokens& record) { state_->match(record); }
const Costs& Meter::costs() const { return state_->costs; }

}  // namespace spoor
