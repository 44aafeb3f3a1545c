#include "runtime/scan/firing_finding.h"

#include <algorithm>

#include "runtime/json/print.h"
#include "runtime/lookup/number_range.h"
#include "runtime/scan/tuple_outputs.h"
#include "runtime/sort/sortable_bytes.h"
#include "runtime/state/tuple_key.h"

namespace spoor {

namespace {

// The record that the firing stands at, with what it says.
struct ReadTuple {
  explicit ReadTuple(std::string_view bytes) : tuple(read_tuple(read_front(bytes), scratch)) {}

  std::string scratch;
  Tuple tuple;
};

std::string group_of(const Firing& firing, const Program& program) {
  const StateRow& state = program.states[program.rules[firing.rule].state];
  const Index first_key = program.steps[state.first_step].first_key;
  const std::vector<std::string_view> parts = key_parts(firing.key);
  std::string out;
  for (std::size_t i = 0; i < std::min<std::size_t>(parts.size(), state.group_key_count); ++i) {
    if (parts[i].empty()) continue;
    out += out.empty() ? '{' : ',';
    append_json_string(program.string(program.outputs[first_key + i].name), out);
    out += ':';
    out += parts[i];
  }
  return out.empty() ? out : out + '}';
}

// The shortest JSON text, exact where it is whole.
std::string measure_text(Wide millionths) {
  constexpr Wide kMillion = 1'000'000;
  const bool is_whole = millionths % kMillion == 0;
  const Wide whole = millionths / kMillion;
  if (is_whole && whole >= INT64_MIN && whole <= INT64_MAX) {
    return to_text(Number::from_integer(static_cast<std::int64_t>(whole)));
  }
  return to_text(Number::from_real(static_cast<double>(millionths) / 1e6));
}

// What is the same for every record is no part of tuples.
std::string constant_text(const ConstantRow& constant, const Program& program, OutputRole role) {
  switch (constant.kind) {
    case ConstantKind::string: {
      const std::string_view text = program.string(constant.string);
      return role == OutputRole::field ? json_string(text) : std::string(text);
    }
    case ConstantKind::number: return to_text(to_number(constant.number));
    case ConstantKind::boolean: return constant.boolean != 0 ? "true" : "false";
  }
  return "";
}

// What each of the rule's outputs says, by the record that it is read from.
class Said {
 public:
  Said(const Firing& firing, const Program& program, const TupleOutputs& own)
      : program_(program), row_(program.rules[firing.rule]), own_(own) {
    const StateRow& state = program.states[row_.state];
    first_step_ = state.first_step;
    steps_.resize(state.step_count);
    scratches_.resize(state.step_count);
    for (std::size_t i = 0; i < std::min(steps_.size(), firing.step_records.size()); ++i) {
      if (firing.step_records[i].empty()) continue;
      steps_[i] = read_outputs(read_tuple(read_front(firing.step_records[i]), scratches_[i]).outputs);
    }
  }

  // Of `output`, one of the rule's behind its keys.
  std::optional<std::string> operator()(Index output) const {
    const OutputRow& row = program_.outputs[output];
    const OperandRow& operand = program_.operands[row.operand];
    if (operand.source == OperandSource::constant)
      return constant_text(program_.constants[operand.index], program_, row.role);
    const TupleOutputs& said = row.step == kNone ? own_ : steps_[row.step - first_step_];
    const std::size_t at = output - row_.first_output - row_.key_count;
    if (at >= said.values.size() || !said.values[at]) return std::nullopt;
    return std::string(*said.values[at]);
  }

 private:
  const Program& program_;
  const RuleRow& row_;
  const TupleOutputs& own_;
  Index first_step_ = 0;
  std::vector<TupleOutputs> steps_;
  std::vector<std::string> scratches_;
};

void say(const Firing& firing, const Program& program, const TupleOutputs& own, Finding& finding) {
  const RuleRow& row = program.rules[firing.rule];
  const Said said(firing, program, own);
  bool has_fields = false;
  for (Index i = row.first_output + row.key_count; i < row.first_output + row.output_count; ++i) {
    const auto text = said(i);
    if (program.outputs[i].role == OutputRole::message) {
      finding.message += text.value_or("-");
      continue;
    }
    has_fields = true;
    if (!text || text->empty()) continue;
    finding.fields += finding.fields.empty() ? '{' : ',';
    append_json_string(program.string(program.outputs[i].name), finding.fields);
    finding.fields += ':';
    finding.fields += *text;
  }
  if (has_fields) finding.fields += finding.fields.empty() ? "{}" : "}";
}

}  // namespace

Instant to_instant(Time time) {
  std::int64_t seconds = time / kNanosecondsOfSecond, rest = time % kNanosecondsOfSecond;
  if (rest < 0) --seconds, rest += kNanosecondsOfSecond;
  return {seconds, static_cast<std::uint32_t>(rest)};
}

Time to_time(const Instant& instant) {
  constexpr std::int64_t kMost = kNever / kNanosecondsOfSecond - 1;
  return std::clamp(instant.seconds, -kMost, kMost) * kNanosecondsOfSecond + instant.nanoseconds;
}

bool has_sane_time(const Instant& instant) {
  return instant.seconds >= kEarliest / kNanosecondsOfSecond && instant.seconds < kLatest / kNanosecondsOfSecond;
}

Finding finding_of(const Firing& firing, const Program& program, const StatePlan& plan) {
  const ReadTuple last(firing.records.back());
  const TupleOutputs own = read_outputs(last.tuple.outputs);
  Finding made;
  made.rule = firing.rule;
  made.time = to_instant(firing.time);
  made.time_text = to_text(*made.time);
  made.account = last.tuple.account;
  made.event_id = last.tuple.id;
  made.place = {last.tuple.file, last.tuple.record};
  made.event = last.tuple.event;
  say(firing, program, own, made);
  made.group = group_of(firing, program);
  if (made.group.empty()) made.group = own.group;
  made.keys.assign(own.keys.begin(), own.keys.end());
  made.columns.assign(own.columns.begin(), own.columns.end());
  made.columns.resize(plan.column_outputs().size());
  Finding::Memory& memory = made.memory.emplace();
  memory.key = firing.key;
  if (firing.measure) memory.measure = measure_text(*firing.measure);
  memory.from = to_instant(firing.from);
  memory.to = to_instant(firing.to);
  memory.event_count = firing.record_count;
  memory.identities = firing.identities;
  for (const std::string_view bytes : firing.records) {
    const ReadTuple record(bytes);
    memory.events.push_back(
        {std::string(record.tuple.id), to_instant(record.tuple.time), {record.tuple.file, record.tuple.record}});
  }
  return made;
}

std::optional<Forwarded> read_forwarded(std::string_view item, const std::vector<StatePlan::Taker>& takers) {
  if (item.size() < sizeof(StatePlan::Taker::id)) return std::nullopt;
  const auto id = SortableReader(item).number<std::uint64_t>();
  const std::string_view bytes = item.substr(sizeof(id));
  const auto taker = std::find_if(takers.begin(), takers.end(), [&](const auto& t) { return t.id == id; });
  if (taker == takers.end() || !is_well_formed(bytes, kNone)) return std::nullopt;
  if (read_front(bytes).kind != TupleKind::tuple) return std::nullopt;
  return Forwarded{*taker, bytes};
}

std::vector<std::string> forwarded_tuples(const Firing& firing, const Program& program, const StatePlan& plan) {
  struct ToRule {
    Index rule;
    StepSet steps;
    std::string_view bytes;
  };
  const ReadTuple last(firing.records.back());
  // For one key of a rule all steps together: a finding is taken for one of them.
  std::vector<ToRule> made;
  for (const std::string_view item : read_outputs(last.tuple.outputs).forwarded) {
    const auto forwarded = read_forwarded(item, plan.takers(firing.rule));
    if (!forwarded || !plan.is_wanted(forwarded->taker.rule)) continue;
    const auto& [taker, bytes] = *forwarded;
    const StepSet step = StepSet{1} << (taker.step - program.states[program.rules[taker.rule].state].first_step);
    const std::string_view key = read_front(bytes).key;
    const auto same = std::find_if(made.begin(), made.end(), [&, rule = taker.rule](const ToRule& other) {
      return other.rule == rule && read_front(other.bytes).key == key;
    });
    if (same == made.end())
      made.push_back({taker.rule, step, bytes});
    else
      same->steps |= step;
  }
  std::vector<std::string> out;
  for (const ToRule& forwarded : made) {
    const ReadTuple taken(forwarded.bytes);
    const StepSet steps = forwarded.steps & plan.taken_steps(forwarded.rule);
    Tuple tuple = taken.tuple;
    tuple.rule = forwarded.rule;
    tuple.steps = forwarded.steps;
    tuple.rank = steps == 0 ? Tuple::kLastRank : static_cast<std::uint8_t>(__builtin_ctzll(steps));
    tuple.time = firing.time;
    if ((tuple.steps & plan.firing_steps(tuple.rule)) != 0) tuple.event = last.tuple.event;
    tuple.file = last.tuple.file;
    tuple.record = last.tuple.record;
    if (is_possible(tuple, program)) append_tuple(tuple, out.emplace_back());
  }
  return out;
}

}  // namespace spoor
