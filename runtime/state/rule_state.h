#pragma once

#include <string_view>
#include <vector>

#include "compiler/program/program.h"
#include "runtime/state/spans.h"

namespace spoor {

// What a correlator knows of its rule.
struct RuleState {
  // REQUIRES: the rule has memory.
  RuleState(const Program& program, Index rule_index)
      : rule(rule_index),
        rule_count(static_cast<std::uint32_t>(program.rules.size())),
        row(program.states[program.rules[rule_index].state]),
        window(span_of(row.window)) {
    for (Index i = 0; i < row.step_count; ++i) steps.push_back(program.steps[row.first_step + i]);
  }

  // Whether bytes of which nothing is known are a tuple of the rule.
  bool owns(std::string_view bytes) const {
    if (!is_well_formed(bytes, rule_count)) return false;
    const TupleFront front = read_front(bytes);
    return front.rule == rule && front.kind == TupleKind::tuple;
  }

  Index rule;
  std::uint32_t rule_count;
  StateRow row;
  Time window;  // `within` or `over`
  std::vector<StepRow> steps;
};

}  // namespace spoor
