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
      : rule(rule_index), row(program.states[program.rules[rule_index].state]), window(span_of(row.window)) {
    for (Index i = 0; i < row.step_count; ++i) steps.push_back(program.steps[row.first_step + i]);
  }

  // Whether bytes of which nothing is known are a tuple. Of which rule is known by where they stand: its number in them
  // may be that of an earlier Program.
  static bool is_tuple(std::string_view bytes) {
    return is_well_formed(bytes, kNone) && read_front(bytes).kind == TupleKind::tuple;
  }

  Index rule;
  StateRow row;
  Time window;  // `within` or `over`
  std::vector<StepRow> steps;
};

}  // namespace spoor
