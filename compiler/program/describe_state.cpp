#include <algorithm>

#include "compiler/program/program.h"
#include "compiler/program/state_text.h"

// What a rule remembers, as the language would write it.
namespace spoor {

namespace {

// By their names, which are shorter than what defs make of them.
std::vector<std::string> outputs(const Program& program, Index first, std::uint32_t count) {
  std::vector<std::string> out;
  for (Index i = first; i < first + count; ++i) {
    const OutputRow& row = program.outputs[i];
    const std::string_view name = program.string(row.name);
    out.push_back(name.empty() ? describe_operand(program, row.operand) : std::string(name));
    if (row.role == OutputRole::optional_key) out.back() += "?";
  }
  return out;
}

// Keys that all steps share are the clause's; otherwise each step says its own.
bool has_shared_keys(const Program& program, const StateRow& state) {
  const auto first = program.steps.begin() + state.first_step;
  return std::all_of(first, first + state.step_count,
                     [&](const StepRow& step) { return step.first_key == first->first_key; });
}

}  // namespace

std::string describe_state(const Program& program, Index rule) {
  const StateRow& state = program.states[program.rules[rule].state];
  StateNames names;
  names.values = outputs(program, state.first_value, state.value_count);
  if (has_shared_keys(program, state)) {
    names.keys = outputs(program, program.steps[state.first_step].first_key, state.group_key_count);
  }
  return state_text(state, names);
}

std::string describe_step(const Program& program, Index rule, Index step) {
  const StateRow& state = program.states[program.rules[rule].state];
  const StepRow& row = program.steps[step];
  StepNames names{program.string(row.name), {}, row.rule == kNone ? std::string_view() : program.rule_name(row.rule)};
  if (!has_shared_keys(program, state)) names.keys = outputs(program, row.first_key, state.group_key_count);
  return step_text(row.role, row.repeat, names);
}

}  // namespace spoor
