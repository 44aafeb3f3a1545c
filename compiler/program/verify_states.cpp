#include "compiler/program/verify.h"
#include "lang/clause.h"

namespace spoor::verification {

namespace {

constexpr std::uint64_t kMostMilliseconds = std::uint64_t{400} * 24 * 3600 * 1000;

bool has_steps(StateKind kind) { return kind == StateKind::sequence || kind == StateKind::together; }
bool has_values(StateKind kind) {
  return kind == StateKind::distinct || kind == StateKind::sum || kind == StateKind::first;
}

bool are_of_role(const Program& program, Index first, std::uint32_t count, bool is_value) {
  if (!is_range_of(program.outputs, first, count)) return false;
  for (Index i = first; i < first + count; ++i) {
    const OutputRole role = program.outputs[i].role;
    const bool is_key = role == OutputRole::key || role == OutputRole::optional_key;
    if (is_value ? role != OutputRole::value : !is_key) return false;
  }
  return true;
}

// Those of a rule stand together, in the order of the rules, so that ascending conditions are ascending rules.
Problem check_owners(const Program& program) {
  Index next = 0;
  for (Index rule = 0; rule < program.rules.size(); ++rule) {
    const RuleRow& row = program.rules[rule];
    if (row.first_condition != next || !is_range_of(program.conditions, next, row.condition_count)) {
      return problem("rules", rule, "its conditions do not follow those of the rule before");
    }
    if (row.is_hidden > 1) return problem("rules", rule, "it is neither hidden nor shown");
    if (row.state == kNone && row.condition_count != 1) {
      return problem("rules", rule, "a rule without memory has one condition");
    }
    if (row.state != kNone && row.state >= program.states.size()) return problem("rules", rule, "its state is unknown");
    for (; next < row.first_condition + row.condition_count; ++next) {
      const ConditionRow& condition = program.conditions[next];
      if (condition.rule != rule) return problem("conditions", next, "it names another rule than its own");
      if ((condition.step == kNone) != (row.state == kNone)) return problem("conditions", next, "its step is unknown");
    }
  }
  return next == program.conditions.size() ? Problem() : "conditions: some belong to no rule";
}

Problem check_state(const Program& program, Index i) {
  const StateRow& row = program.states[i];
  if (row.kind > static_cast<std::uint32_t>(StateKind::together)) return problem("states", i, "its kind is unknown");
  const auto kind = static_cast<StateKind>(row.kind);
  const bool is_timed = row.window > 0 && row.window <= kMostMilliseconds && row.warmup <= row.window;
  if (!is_timed || (kind == StateKind::spike) != (row.per > 0) || row.per > row.window) {
    return problem("states", i, "its times do not fit");
  }
  if (row.bound < 0 || row.flags > (StateRow::kAbove | StateRow::kDeviations)) {
    return problem("states", i, "its bound does not fit");
  }
  if (row.reserved != 0) return problem("states", i, "a reserved field is not zero");
  const std::uint32_t least = kind == StateKind::ratio ? 2 : 1;
  const std::uint32_t most = has_steps(kind) ? kMaxSteps : least;
  if (row.step_count < least || row.step_count > most || !is_range_of(program.steps, row.first_step, row.step_count)) {
    return problem("states", i, "its steps reach beyond the table");
  }
  if ((row.value_count > 0) != has_values(kind) || (kind == StateKind::sum && row.value_count != 1) ||
      !are_of_role(program, row.first_value, row.value_count, true)) {
    return problem("states", i, "its values are not what its kind counts");
  }
  return std::nullopt;
}

Problem check_step(const Program& program, Index rule, const StateRow& state, Index i) {
  const StepRow& row = program.steps[i];
  const bool is_first = i == state.first_step;
  if (row.name >= program.strings.size()) return problem("steps", i, "its name is no string");
  if (row.role > StepRole::until || (is_first && row.role != StepRole::taken)) {
    return problem("steps", i, "its role does not fit its place");
  }
  const bool is_in_steps = has_steps(static_cast<StateKind>(state.kind));
  if (row.role != StepRole::taken && !is_in_steps) return problem("steps", i, "its role does not fit its kind");
  if (row.role == StepRole::until && i + 1 != state.first_step + state.step_count) {
    return problem("steps", i, "what ends all is not the last one");
  }
  const bool may_repeat = row.role == StepRole::taken && is_in_steps;
  if (row.repeat == 0 || row.repeat > (may_repeat ? kMaxRepeat : 1)) {
    return problem("steps", i, "it is repeated in a way that it cannot be");
  }
  if (!are_of_role(program, row.first_key, state.group_key_count, false)) {
    return problem("steps", i, "its keys are none");
  }
  if (row.rule == kNone ? row.condition == kNone : row.rule >= rule || program.rules[row.rule].state == kNone) {
    return problem("steps", i, "it takes what does not stand before it");
  }
  if (row.rule != kNone && (!is_in_steps || row.role == StepRole::until)) {
    return problem("steps", i, "it takes findings, and its kind has none");
  }
  const RuleRow& owner = program.rules[rule];
  if (row.condition != kNone &&
      (row.condition < owner.first_condition || row.condition - owner.first_condition >= owner.condition_count ||
       program.conditions[row.condition].step != i)) {
    return problem("steps", i, "its condition is another's");
  }
  return std::nullopt;
}

// What a finding says of a step's record is of a step of its own rule, one that has records.
Problem check_outputs(const Program& program, Index rule) {
  const RuleRow& row = program.rules[rule];
  for (Index i = row.first_output; i < row.first_output + row.output_count; ++i) {
    const OutputRow& output = program.outputs[i];
    if (output.step == kNone) continue;
    if (row.state == kNone) return problem("outputs", i, "a step of a rule that has none");
    const StateRow& state = program.states[row.state];
    if (output.step < state.first_step || output.step - state.first_step >= state.step_count) {
      return problem("outputs", i, "its step is another rule's");
    }
    if (program.steps[output.step].role != StepRole::taken) return problem("outputs", i, "its step has no record");
  }
  return std::nullopt;
}

}  // namespace

Problem check_states(const Program& program) {
  if (auto found = check_owners(program)) return found;
  Index next_step = 0, next_state = 0;
  for (Index rule = 0; rule < program.rules.size(); ++rule) {
    const Index state = program.rules[rule].state;
    if (state == kNone) {
      if (auto found = check_outputs(program, rule)) return found;
      continue;
    }
    if (state != next_state++) return problem("rules", rule, "its state is another's");
    if (auto found = check_state(program, state)) return found;
    const StateRow& row = program.states[state];
    if (row.first_step != next_step) return problem("states", state, "its steps are another's");
    std::uint32_t conditions = 0;
    for (; next_step < row.first_step + row.step_count; ++next_step) {
      if (auto found = check_step(program, rule, row, next_step)) return found;
      conditions += program.steps[next_step].condition != kNone ? 1 : 0;
    }
    if (conditions != program.rules[rule].condition_count) {
      return problem("rules", rule, "a condition of it belongs to no step");
    }
    if (auto found = check_outputs(program, rule)) return found;
  }
  if (next_state != program.states.size()) return "states: some belong to no rule";
  if (next_step != program.steps.size()) return "steps: some belong to no rule";
  return std::nullopt;
}

}  // namespace spoor::verification
