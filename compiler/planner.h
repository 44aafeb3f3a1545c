#pragma once

#include <unordered_map>

#include "compiler/plan.h"

namespace spoor {

// Lowers one tree to plan nodes and table rows. planner.cpp has what is not a test, planner_tests.cpp the operators,
// planner_operands.cpp the values that they read.
class Planner {
 public:
  Planner(const ClosedTree& tree, Plan& plan, Diagnostics& diagnostics)
      : tree_(tree), plan_(plan), tables_(plan.tables), diagnostics_(diagnostics) {}

  PlanId condition(NodeId id);
  Index operand(NodeId id);

 private:
  // What a quantifier's variable is bound to while its body is lowered.
  struct Binding {
    std::uint32_t reg = 0;
    Index scope = kNone;  // kNone: elements are values, in the register
  };

  PlanId quantified(const closed::Quantified& node, Span span);
  PlanId loop(Opcode op, Index row, PlanId body, Span span);
  Index loop_row(NodeId over, std::uint32_t reg, Binding& binding);

  // Tests.
  PlanId test(const closed::Test& node, Span span);
  PlanId equality(const closed::Test& node, Span span);
  PlanId order(const closed::Test& node, Span span);
  PlanId membership(const closed::Test& node, Span span);
  PlanId string_tests(const closed::Test& node, Span span);
  PlanId string_test(const closed::Test& node, Index left, NodeId right, Span span);
  PlanId all_of_one_value(const closed::Test& node, Span span);
  PlanId equals_literal(Index left, const Literal& literal, Span span);
  PlanId order_literal(Operator op, Index left, const Literal& literal, Span span);
  PlanId glob(Index left, const std::string& pattern, Span span);

  // Values.
  Index field(const closed::Field& node);
  Index call(const closed::Call& node);
  Index lookup(const closed::Lookup& node);
  Index function_call(Function function, const std::vector<NodeId>& args, bool& is_closed);
  Index constant(const Literal& literal);
  Index lowered(Index operand);
  Index test_operand(const closed::Test& node, NodeId side);
  bool is_closed(Index operand) const { return tables_.program().operands[operand].is_closed != 0; }
  bool reads_only_record(PlanId id) const;

  PlanId add(PlanNode node);
  PlanId truth(bool value, Span span) {
    return add({.kind = PlanKind::constant, .value = value ? 1U : 0U, .span = span});
  }
  PlanId predicate(Opcode op, Index left, Index argument, Span span);
  PlanId negated(PlanId id, bool is_negated, Span span);
  PlanId junction(PlanKind kind, std::vector<PlanId> operands, Span span);

  const ClosedTree& tree_;
  Plan& plan_;
  Tables& tables_;
  Diagnostics& diagnostics_;
  std::unordered_map<std::uint32_t, Binding> bindings_;  // by VariableId
  std::uint32_t depth_ = 0;                              // loops around
};

}  // namespace spoor
