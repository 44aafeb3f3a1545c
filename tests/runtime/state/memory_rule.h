#pragma once

#include <string>
#include <vector>

#include "compiler/program/program.h"
#include "lang/clause.h"

namespace spoor::test {

// A rule with memory, as tests write it: times in milliseconds, numbers as the language has them.
struct MemoryRule {
  struct Step {
    StepRole role = StepRole::taken;
    std::uint32_t repeat = 1;
  };

  StateKind kind = StateKind::count;
  std::uint64_t window = 0, per = 0, warmup = 0;
  double bound = 0;  // times a million it is whole
  std::uint64_t least = 0;
  std::uint32_t flags = 0;
  std::vector<Step> steps = {{}};
};

// Where it stands in its Program: behind another one, so that no index is zero by chance.
inline constexpr Index kMemoryRule = 1;

inline Program program_of(const MemoryRule& rule) {
  Program program;
  program.text = {'o', 't', 'h', 'e', 'r', 'o', 'w', 'n'};
  program.strings = {{0, 5}, {5, 3}};
  program.states.resize(2);
  program.steps.resize(1);
  StateRow& state = program.states[1];
  state.kind = static_cast<std::uint32_t>(rule.kind);
  state.window = rule.window;
  state.per = rule.per;
  state.warmup = rule.warmup;
  state.bound = static_cast<std::int64_t>(rule.bound * 1e6 + (rule.bound < 0 ? -0.5 : 0.5));
  state.least = rule.least;
  state.flags = rule.flags;
  state.first_step = 1;
  state.step_count = static_cast<Index>(rule.steps.size());
  for (const MemoryRule::Step& step : rule.steps) {
    StepRow row;
    row.role = step.role;
    row.repeat = step.repeat;
    program.steps.push_back(row);
  }
  program.rules.resize(2);
  program.rules[1].name = 1;
  program.rules[1].state = 1;
  return program;
}

}  // namespace spoor::test
