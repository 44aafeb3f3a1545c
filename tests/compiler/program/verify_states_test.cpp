#include <gtest/gtest.h>

#include <utility>

#include "lang/clause.h"
#include "tests/compiler/program/mutation.h"

namespace spoor {
namespace {

TEST(VerifyStates, RefusesBadMemory) {
  const Mutation mutations[] = {
      {"conditions of another", [](Program& p) { p.rules[2].first_condition = 3; }, "rules[2]: its conditions"},
      {"conditions beyond the table", [](Program& p) { p.rules[5].condition_count = 99; }, "rules[5]: its conditions"},
      {"two conditions without memory",
       [](Program& p) {
         p.rules.resize(1);
         p.rules[0].condition_count = 2;
       },
       "rules[0]: a rule without memory"},
      {"half hidden", [](Program& p) { p.rules[2].is_hidden = 2; }, "rules[2]: it is neither"},
      {"state", [](Program& p) { p.rules[5].state = 4; }, "rules[5]: its state is unknown"},
      {"state of another", [](Program& p) { p.rules[3].state = 0; }, "rules[3]: its state is another's"},
      {"state of a later one", [](Program& p) { std::swap(p.rules[2].state, p.rules[3].state); },
       "rules[2]: its state"},
      {"condition of another rule", [](Program& p) { p.conditions[2].rule = 1; }, "conditions[2]: it names"},
      {"condition without step", [](Program& p) { p.conditions[2].step = kNone; }, "conditions[2]: its step"},
      {"condition with a step", [](Program& p) { p.conditions[0].step = 0; }, "conditions[0]: its step"},
      {"condition of no rule",
       [](Program& p) {
         p.rules.pop_back();
         p.states.pop_back();
         p.steps.pop_back();
       },
       "conditions: some"},
      {"state of no rule", [](Program& p) { p.states.push_back(p.states[0]); }, "states: some"},
      {"step of no rule", [](Program& p) { p.steps.push_back(p.steps[0]); }, "steps: some"},
      {"kind", [](Program& p) { p.states[0].kind = 8; }, "states[0]: its kind"},
      {"no window", [](Program& p) { p.states[0].window = 0; }, "states[0]: its times"},
      {"long window", [](Program& p) { p.states[0].window = std::uint64_t{401} * 24 * 3600 * 1000; },
       "states[0]: its times"},
      {"long warmup", [](Program& p) { p.states[0].warmup = p.states[0].window + 1; }, "states[0]: its times"},
      {"bucket of a count", [](Program& p) { p.states[0].per = 1; }, "states[0]: its times"},
      {"spike without bucket", [](Program& p) { p.states[0].kind = static_cast<std::uint32_t>(StateKind::spike); },
       "states[0]: its times"},
      {"long bucket",
       [](Program& p) {
         p.states[0].kind = static_cast<std::uint32_t>(StateKind::spike);
         p.states[0].per = p.states[0].window + 1;
       },
       "states[0]: its times"},
      {"bound", [](Program& p) { p.states[0].bound = -1; }, "states[0]: its bound"},
      {"flags", [](Program& p) { p.states[0].flags = 4; }, "states[0]: its bound"},
      {"reserved field of a state", [](Program& p) { p.states[0].reserved = 1; }, "states[0]: a reserved"},
      {"no step", [](Program& p) { p.states[2].step_count = 0; }, "states[2]: its steps"},
      {"ratio with one step", [](Program& p) { p.states[1].step_count = 1; }, "states[1]: its steps"},
      {"count with two steps", [](Program& p) { p.states[0].step_count = 2; }, "states[0]: its steps"},
      {"steps beyond the table", [](Program& p) { p.states[2].step_count = 6; }, "states[2]: its steps"},
      {"more steps than there may be",
       [](Program& p) {
         p.steps.insert(p.steps.begin() + 4, kMaxSteps, p.steps[3]);
         p.states[2].step_count = kMaxSteps + 4;
       },
       "states[2]: its steps"},
      {"steps of another", [](Program& p) { p.states[1].first_step = 2; }, "states[1]: its steps are another's"},
      {"sum without value", [](Program& p) { p.states[3].value_count = 0; }, "states[3]: its values"},
      {"sum of two",
       [](Program& p) {
         p.outputs.push_back(p.outputs[11]);
         p.states[3].value_count = 2;
       },
       "states[3]: its values"},
      {"count of values",
       [](Program& p) {
         p.states[0].first_value = 11;
         p.states[0].value_count = 1;
       },
       "states[0]: its values"},
      {"values beyond the table", [](Program& p) { p.states[3].first_value = 12; }, "states[3]: its values"},
      {"values that are keys", [](Program& p) { p.states[3].first_value = 2; }, "states[3]: its values"},
  };
  expect_refused(mutations);
}

TEST(VerifyStates, RefusesBadSteps) {
  const Mutation mutations[] = {
      {"step name", [](Program& p) { p.steps[3].name = 99; }, "steps[3]: its name"},
      {"role", [](Program& p) { p.steps[5].role = static_cast<StepRole>(3); }, "steps[5]: its role"},
      {"first step that must not be", [](Program& p) { p.steps[3].role = StepRole::absent; }, "steps[3]: its role"},
      {"ratio with a `not`", [](Program& p) { p.steps[2].role = StepRole::absent; }, "steps[2]: its role"},
      {"`until` in the middle", [](Program& p) { p.steps[4].role = StepRole::until; }, "steps[4]: what ends all"},
      {"no repeat", [](Program& p) { p.steps[3].repeat = 0; }, "steps[3]: it is repeated"},
      {"too many repeats", [](Program& p) { p.steps[3].repeat = kMaxRepeat + 1; }, "steps[3]: it is repeated"},
      {"repeated `not`", [](Program& p) { p.steps[4].repeat = 2; }, "steps[4]: it is repeated"},
      {"repeated `until`", [](Program& p) { p.steps[6].repeat = 2; }, "steps[6]: it is repeated"},
      {"repeated count", [](Program& p) { p.steps[0].repeat = 2; }, "steps[0]: it is repeated"},
      {"keys beyond the table", [](Program& p) { p.steps[0].first_key = 11; }, "steps[0]: its keys"},
      {"keys that are columns", [](Program& p) { p.steps[0].first_key = 1; }, "steps[0]: its keys"},
      {"more keys than there are", [](Program& p) { p.states[0].group_key_count = 0xFFFFFFFF; }, "steps[0]: its keys"},
      {"nothing to take", [](Program& p) { p.steps[4].rule = kNone; }, "steps[4]: it takes what"},
      {"own findings", [](Program& p) { p.steps[4].rule = 4; }, "steps[4]: it takes what"},
      {"findings of a later rule", [](Program& p) { p.steps[4].rule = 5; }, "steps[4]: it takes what"},
      {"findings of no rule", [](Program& p) { p.steps[4].rule = 99; }, "steps[4]: it takes what"},
      {"findings of a rule without memory", [](Program& p) { p.steps[4].rule = 1; }, "steps[4]: it takes what"},
      {"findings that are counted", [](Program& p) { p.steps[7].rule = 2; }, "steps[7]: it takes findings"},
      {"findings that end all", [](Program& p) { p.steps[6].rule = 2; }, "steps[6]: it takes findings"},
      {"condition of another rule", [](Program& p) { p.steps[3].condition = 2; }, "steps[3]: its condition"},
      {"condition of no rule", [](Program& p) { p.steps[3].condition = 99; }, "steps[3]: its condition"},
      {"condition of another step", [](Program& p) { p.steps[3].condition = 6; }, "steps[3]: its condition"},
      {"condition of no step", [](Program& p) { p.steps[5].condition = kNone; }, "rules[4]: a condition"},
      {"output of a step that is none", [](Program& p) { p.outputs[9].step = 99; }, "outputs[9]: its step is another"},
      {"output of another rule's step", [](Program& p) { p.outputs[9].step = 0; }, "outputs[9]: its step is another"},
      {"output of a `not`", [](Program& p) { p.outputs[9].step = 4; }, "outputs[9]: its step has no"},
      {"output of an `until`", [](Program& p) { p.outputs[9].step = 6; }, "outputs[9]: its step has no"},
      {"step of a rule without memory",
       [](Program& p) {
         p.rules[1].first_output = 10;
         p.rules[1].output_count = 1;
       },
       "outputs[10]: a step"},
      {"key of a step", [](Program& p) { p.outputs[8].step = 3; }, "outputs[8]: its role"},
      {"time of a step", [](Program& p) { p.outputs[0].step = 3; }, "outputs[0]: its role"},
      {"value of a step that is none", [](Program& p) { p.outputs[11].step = 99; }, "outputs[11]: its step"},
  };
  expect_refused(mutations);
}

}  // namespace
}  // namespace spoor
