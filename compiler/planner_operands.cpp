#include <algorithm>

#include "compiler/planner.h"

namespace spoor {

Index Planner::operand(NodeId id) {
  const closed::Entry& entry = tree_[id];
  if (const auto* node = std::get_if<closed::Field>(&entry.node)) return field(*node);
  if (const auto* node = std::get_if<closed::Call>(&entry.node)) return call(*node);
  if (const auto* node = std::get_if<closed::Lookup>(&entry.node)) return lookup(*node);
  return constant(std::get<closed::Constant>(entry.node).value);
}

Index Planner::lookup(const closed::Lookup& node) {
  const Index key = operand(node.key);
  const Index row = tables_.lookup(tables_.table(tree_.table(node.table)), key);
  return tables_.operand({OperandSource::call, row, tables_.path(kValueNode, node.steps), 0, is_closed(key) ? 1U : 0U});
}

Index Planner::field(const closed::Field& node) {
  if (!node.variable) {
    const Index slot = tables_.slot(tables_.path(kRecordNode, node.steps));
    return tables_.operand({OperandSource::slot, slot, kValueNode, 0, 1});
  }
  const Binding& binding = bindings_.at(static_cast<std::uint32_t>(*node.variable));
  if (binding.scope == kNone) {
    return tables_.operand({OperandSource::element, 0, tables_.path(kValueNode, node.steps), binding.reg, 0});
  }
  const Index base = tables_.program().scopes[binding.scope].node;
  const Index slot = tables_.slot(tables_.path(base, node.steps));
  return tables_.operand({OperandSource::slot, slot, kValueNode, binding.reg, 0});
}

Index Planner::call(const closed::Call& node) {
  bool closed = true;
  const Index row = function_call(node.function, node.args, closed);
  return tables_.operand({OperandSource::call, row, tables_.path(kValueNode, node.steps), 0, closed ? 1U : 0U});
}

Index Planner::function_call(Function function, const std::vector<NodeId>& args, bool& closed) {
  std::vector<ArgumentRow> arguments;
  std::vector<std::pair<std::size_t, PlanId>> conditions;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const bool is_condition = function == Function::choose && i % 2 == 0 && i + 1 < args.size();
    if (is_condition) {
      const PlanId root = condition(args[i]);
      closed = closed && reads_only_record(root);
      // Until its code stands, a condition is told from others by its plan node.
      conditions.emplace_back(i, root);
      arguments.push_back({ArgumentKind::condition, static_cast<Index>(root)});
    } else {
      const Index value = operand(args[i]);
      closed = closed && is_closed(value);
      arguments.push_back({ArgumentKind::operand, value});
    }
  }
  const Index row = tables_.call(static_cast<std::uint32_t>(function), arguments);
  for (const auto& [i, root] : conditions) {
    plan_.arguments.push_back({tables_.program().calls[row].first_argument + static_cast<Index>(i), root});
  }
  return row;
}

// A loop's body reads its own element, so a condition with a loop counts as open, as its predicates do.
bool Planner::reads_only_record(PlanId id) const {
  const PlanNode& node = plan_[id];
  switch (node.kind) {
    case PlanKind::constant: return true;
    case PlanKind::loop: return false;
    case PlanKind::test: {
      const Instruction& test = tables_.program().predicates[node.value];
      const bool has_other = info(test.op()).b == OperandKind::other;
      return is_closed(test.a()) && (!has_other || is_closed(test.b));
    }
    case PlanKind::negation:
    case PlanKind::conjunction:
    case PlanKind::disjunction:
      return std::all_of(node.operands.begin(), node.operands.end(),
                         [this](PlanId operand) { return reads_only_record(operand); });
  }
  return false;
}

// Dates and addresses are values by their text: only a literal on the right gives them another meaning.
Index Planner::constant(const Literal& literal) {
  ConstantRow row;
  if (const auto* number = std::get_if<Number>(&literal)) {
    row.kind = ConstantKind::number;
    row.number = number_row(*number, true);
  } else if (const auto* boolean = std::get_if<bool>(&literal)) {
    row.kind = ConstantKind::boolean;
    row.boolean = *boolean ? 1 : 0;
  } else {
    const auto* text = std::get_if<std::string>(&literal);
    row.string = tables_.string(text == nullptr ? to_text(literal) : *text);
  }
  return tables_.operand({OperandSource::constant, tables_.constant(row), kValueNode, 0, 1});
}

// `~` is a test of the folded value: the same computed field as `lower(p)`.
Index Planner::lowered(Index operand) {
  const bool closed = is_closed(operand);
  const Index row = tables_.call(static_cast<std::uint32_t>(Function::lower), {{ArgumentKind::operand, operand}});
  return tables_.operand({OperandSource::call, row, kValueNode, 0, closed ? 1U : 0U});
}

Index Planner::test_operand(const closed::Test& node, NodeId side) {
  const Index value = operand(side);
  return node.is_folded ? lowered(value) : value;
}

}  // namespace spoor
