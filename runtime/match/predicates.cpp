#include <algorithm>

#include "runtime/lookup/text_pairs.h"
#include "runtime/lookup/times.h"
#include "runtime/match/machine.h"

namespace spoor {
namespace {

using Values = std::span<const Value>;

template <typename Holds>
bool some_string(Values values, Holds holds) {
  return std::any_of(values.begin(), values.end(),
                     [&](const Value& value) { return value.is_string() && holds(value.text()); });
}

bool some_boolean(Values values, bool wanted) {
  return std::any_of(values.begin(), values.end(), [&](const Value& value) {
    return value.type() == ValueType::boolean && value.boolean() == wanted;
  });
}

bool some_number_in(Values values, const NumberRange& range) {
  return std::any_of(values.begin(), values.end(),
                     [&](const Value& value) { return value.is_number() && range.contains(value.number()); });
}

bool some_time_in(Values values, const TimeRangeRow& row) {
  const TimeRange range = to_time_range(row);
  return std::any_of(values.begin(), values.end(), [&](const Value& value) {
    const std::optional<Instant> instant = instant_of(value);
    return instant && contains(range, *instant);
  });
}

bool some_address_in(Values values, const Network& network) {
  return some_string(values, [&](std::string_view text) {
    const std::optional<Address> address = parse_address(text);
    return address && contains(network, *address);
  });
}

// One side of a comparison.
struct Side {
  Index operand;
  Values values;

  bool is_large() const { return values.size() > kFewValues; }
};

// What a loop compares each of its elements with is prepared once.
bool is_remembered(const Machine& machine, const Side& side) {
  return side.is_large() && machine.program.operands[side.operand].is_closed != 0;
}

Values ascending(Machine& machine, const Side& side) {
  Machine::Comparison& comparison = machine.comparisons[side.operand];
  if (comparison.sorted_in_record != machine.record) {
    comparison.ascending = sorted(side.values);
    comparison.sorted_in_record = machine.record;
  }
  return comparison.ascending;
}

Extremes extremes(Machine& machine, const Side& side) {
  if (!is_remembered(machine, side)) return extremes_of(side.values);
  Machine::Comparison& comparison = machine.comparisons[side.operand];
  if (comparison.measured_in_record != machine.record) {
    comparison.extremes = extremes_of(side.values);
    comparison.measured_in_record = machine.record;
  }
  return comparison.extremes;
}

bool some_equal(Machine& machine, const Side& left, const Side& right) {
  if (is_remembered(machine, right)) return some_is_among(left.values, ascending(machine, right));
  if (is_remembered(machine, left)) return some_is_among(right.values, ascending(machine, left));
  return some_equal(left.values, right.values);
}

bool some_below(Machine& machine, const Side& left, const Side& right, Below below) {
  if (left.values.empty() || right.values.empty()) return false;
  return some_below(extremes(machine, left), extremes(machine, right), below);
}

// Of these values of the first operand.
bool evaluate(Machine& machine, Instruction predicate, Values values) {
  ValueBuffers::Loan other_loan(machine.buffers);
  const Program& program = machine.program;
  const auto literal = [&] { return program.string(predicate.b); };
  const auto left = [&] { return Side{predicate.a(), values}; };
  const auto right = [&] { return Side{predicate.b, values_of(machine, predicate.b, other_loan)}; };

  switch (predicate.op()) {
    case Opcode::exists: return !values.empty();
    case Opcode::equals_boolean: return some_boolean(values, predicate.b != 0);
    case Opcode::equals_string: return some_string(values, [&](auto text) { return text == literal(); });
    case Opcode::contains: return some_string(values, [&](auto text) { return has_part(text, literal()); });
    case Opcode::startswith: return some_string(values, [&](auto text) { return text.starts_with(literal()); });
    case Opcode::endswith: return some_string(values, [&](auto text) { return text.ends_with(literal()); });
    case Opcode::matches:
      return some_string(values,
                         [&](auto text) { return RE2::PartialMatch(text, *machine.pools.regexes[predicate.b]); });
    case Opcode::in_number_range:
      return some_number_in(values, NumberRange::from(machine.program.number_ranges[predicate.b]));
    case Opcode::in_time_range: return some_time_in(values, program.time_ranges[predicate.b]);
    case Opcode::in_network: return some_address_in(values, program.networks[predicate.b]);
    case Opcode::in_set: {
      const ValueSet& set = *machine.pools.sets[predicate.b];
      return std::any_of(values.begin(), values.end(), [&](const Value& value) { return set.contains(value); });
    }
    case Opcode::equals_operand: return some_equal(machine, left(), right());
    case Opcode::less_operand: return some_below(machine, left(), right(), Below::strictly);
    case Opcode::less_equal_operand: return some_below(machine, left(), right(), Below::or_equal);
    case Opcode::contains_operand: return some_contains(values, right().values);
    case Opcode::startswith_operand: return some_startswith(values, right().values);
    case Opcode::endswith_operand: return some_endswith(values, right().values);

#include "compiler/program/control_cases.def"
      return false;
  }
  return false;
}

}  // namespace

bool holds_for(Machine& machine, Index predicate, const Value& value) {
  return evaluate(machine, machine.program.predicates[predicate], {&value, 1});
}

// The index has told of all that hold and that it answers.
bool ask(Machine& machine, Index predicate) {
  bool holds = false;
  if (!machine.prepared.is_answered(predicate)) {
    const auto answer = [&] {
      const Instruction test = machine.program.predicates[predicate];
      ValueBuffers::Loan loan(machine.buffers);
      return evaluate(machine, test, values_of(machine, test.a(), loan));
    };
    holds = machine.observer == nullptr ? answer() : machine.observer->on_ask(predicate, answer);
  }
  if (machine.pools.is_closed_predicate[predicate]) machine.answers[predicate] = {machine.record, holds};
  return holds;
}

}  // namespace spoor
