#include "runtime/scan/state_plan.h"

#include <algorithm>

#include "lang/clause.h"

namespace spoor {

StatePlan::StatePlan(const Program& program)
    : takers_(program.rules.size()),
      levels_(program.rules.size()),
      firing_steps_(program.rules.size()),
      taken_steps_(program.rules.size()) {
  for (Index i = 0; i < program.outputs.size(); ++i) {
    if (program.outputs[i].role == OutputRole::column) column_outputs_.push_back(i);
  }
  for (Index rule = 0; rule < program.rules.size(); ++rule) {
    if (program.rules[rule].state == kNone) continue;
    has_memory_ = true;
    const StateRow& state = program.states[program.rules[rule].state];
    for (Index i = 0; i < state.step_count; ++i) {
      const StepRow& step = program.steps[state.first_step + i];
      if (step.rule != kNone) {
        takers_[step.rule].push_back({rule, state.first_step + i});
        levels_[rule] = std::max(levels_[rule], levels_[step.rule] + 1);
      }
      if (step.role != StepRole::taken) continue;
      const StepSet bit = StepSet{1} << i;
      taken_steps_[rule] |= bit;
      // Of a sequence the last record that it takes fires, or is the last one before a wait.
      if (static_cast<StateKind>(state.kind) == StateKind::sequence)
        firing_steps_[rule] = bit;
      else
        firing_steps_[rule] |= bit;
    }
    level_count_ = std::max(level_count_, levels_[rule] + 1);
  }
}

}  // namespace spoor
