#include "compiler/planner.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace spoor {

PlanId Planner::add(PlanNode node) {
  plan_.nodes.push_back(std::move(node));
  return static_cast<PlanId>(plan_.nodes.size() - 1);
}

PlanId Planner::predicate(Opcode op, Index left, Index argument, Span span) {
  if (left > Instruction::kMaxA) {
    diagnostics_.push_back({.kind = DiagnosticKind::program_too_large,
                            .span = span,
                            .message = fmt::format("the rules read more than {} different values", Instruction::kMaxA),
                            .label = "",
                            .help = "compile them as more than one program"});
    left = 0;
  }
  return add({.kind = PlanKind::test, .value = tables_.predicate(op, left, argument), .span = span});
}

PlanId Planner::negated(PlanId id, bool is_negated, Span span) {
  if (!is_negated) return id;
  if (plan_[id].kind == PlanKind::constant) return truth(plan_[id].value == 0, span);
  return add({.kind = PlanKind::negation, .operands = {id}, .span = span});
}

// Truth literals fall away, or decide.
PlanId Planner::junction(PlanKind kind, std::vector<PlanId> operands, Span span) {
  const std::uint32_t neutral = kind == PlanKind::conjunction ? 1 : 0;
  std::vector<PlanId> kept;
  for (const PlanId operand : operands) {
    if (plan_[operand].kind != PlanKind::constant) {
      kept.push_back(operand);
    } else if (plan_[operand].value != neutral) {
      return truth(neutral == 0, span);
    }
  }
  if (kept.empty()) return truth(neutral != 0, span);
  if (kept.size() == 1) return kept[0];
  return add({.kind = kind, .operands = std::move(kept), .span = span});
}

PlanId Planner::condition(NodeId id) {
  const closed::Entry& entry = tree_[id];
  const Span span = entry.span;
  const auto all = [&](PlanKind kind, const std::vector<NodeId>& nodes) {
    std::vector<PlanId> operands;
    for (const NodeId node : nodes) operands.push_back(condition(node));
    return junction(kind, std::move(operands), span);
  };
  if (const auto* node = std::get_if<closed::And>(&entry.node)) return all(PlanKind::conjunction, node->operands);
  if (const auto* node = std::get_if<closed::Or>(&entry.node)) return all(PlanKind::disjunction, node->operands);
  if (const auto* node = std::get_if<closed::Not>(&entry.node)) return negated(condition(node->operand), true, span);
  if (const auto* node = std::get_if<closed::Test>(&entry.node)) return test(*node, span);
  if (const auto* node = std::get_if<closed::Quantified>(&entry.node)) return quantified(*node, span);
  if (const auto* node = std::get_if<closed::Exists>(&entry.node)) {
    return predicate(Opcode::exists, operand(node->value), 0, span);
  }
  if (std::holds_alternative<closed::Call>(entry.node)) {
    return predicate(Opcode::equals_boolean, operand(id), 1, span);
  }
  const auto* constant = std::get_if<closed::Constant>(&entry.node);
  const bool* value = constant == nullptr ? nullptr : std::get_if<bool>(&constant->value);
  return truth(value != nullptr && *value, span);
}

PlanId Planner::quantified(const closed::Quantified& node, Span span) {
  const std::uint32_t reg = depth_ + 1;
  if (reg > kMaxRegisters) {
    diagnostics_.push_back({.kind = DiagnosticKind::program_too_large,
                            .span = span,
                            .message = fmt::format("more than {} quantifiers stand in one another", kMaxRegisters),
                            .label = ""});
    return truth(false, span);
  }
  Binding binding{reg, kNone};
  const Index row = loop_row(node.over, reg, binding);
  bindings_[static_cast<std::uint32_t>(node.variable)] = binding;
  ++depth_;
  const PlanId body = condition(node.body);
  --depth_;
  switch (node.quantifier) {
    case ast::Quantifier::any: return loop(Opcode::any, row, body, span);
    case ast::Quantifier::all: return loop(Opcode::all, row, body, span);
    case ast::Quantifier::none: return loop(Opcode::none, row, body, span);
  }
  return body;
}

PlanId Planner::loop(Opcode op, Index row, PlanId body, Span span) {
  return add({.kind = PlanKind::loop, .value = row, .loop_op = op, .operands = {body}, .span = span});
}

// A path of the record, or below an element of it, has its elements found while the record is read; the elements of a
// computed value are found when they are asked for.
Index Planner::loop_row(NodeId over, std::uint32_t reg, Binding& binding) {
  const auto* path = tree_.get_if<closed::Field>(over);
  const Binding* outer = nullptr;
  if (path != nullptr && path->variable) outer = &bindings_.at(static_cast<std::uint32_t>(*path->variable));
  if (path == nullptr || (outer != nullptr && outer->scope == kNone)) {
    return tables_.loop({LoopSource::values, operand(over), reg, 0});
  }
  const Index base = outer == nullptr ? kRecordNode : tables_.program().scopes[outer->scope].node;
  const Index node = tables_.path(base, path->steps);
  binding.scope = tables_.scope(node);
  return tables_.loop({LoopSource::scope, binding.scope, reg, outer == nullptr ? 0 : outer->reg});
}

namespace {

void plan_outputs(const std::vector<closed::Output>& outputs, Planner& planner, Tables& tables) {
  for (const closed::Output& output : outputs) {
    const Index operand = planner.operand(output.value);
    tables.program().outputs.push_back({output.role, tables.string(output.name), operand});
  }
}

std::uint32_t key_count(const closed::Rule& rule) {
  return static_cast<std::uint32_t>(std::count_if(rule.outputs.begin(), rule.outputs.end(), [](const auto& output) {
    return output.role == OutputRole::key || output.role == OutputRole::optional_key;
  }));
}

std::string meta_text(const Literal& literal) {
  const auto* text = std::get_if<std::string>(&literal);
  return text == nullptr ? to_text(literal) : *text;
}

RuleRow rule_row(const closed::Rule& rule, Tables& tables) {
  RuleRow row;
  row.name = tables.string(rule.name);
  row.title = row.name;
  row.level = static_cast<std::uint32_t>(Level::medium);
  row.first_meta = static_cast<Index>(tables.program().metas.size());
  for (const ast::Meta& meta : rule.metas) {
    for (const ast::Meta::Value& value : meta.values) {
      const std::string text = meta_text(value.literal);
      const Index string = tables.string(text);
      tables.program().metas.push_back({static_cast<std::uint32_t>(meta.key), string});
      if (meta.key == MetaKey::title) row.title = string;
      if (meta.key == MetaKey::severity)
        row.level = static_cast<std::uint32_t>(find_level(text).value_or(Level::medium));
    }
  }
  row.meta_count = static_cast<Index>(tables.program().metas.size()) - row.first_meta;
  return row;
}

}  // namespace

Plan plan(const ClosedTree& tree, Diagnostics& diagnostics) {
  Plan plan;
  Planner planner(tree, plan, diagnostics);
  plan_outputs(tree.outputs, planner, plan.tables);
  for (const closed::Rule& rule : tree.rules) {
    const PlanId root = planner.condition(rule.where);
    plan.rules.push_back({static_cast<Index>(plan.tables.program().rules.size()), root, rule.name_span});
    RuleRow row = rule_row(rule, plan.tables);
    row.first_output = static_cast<Index>(plan.tables.program().outputs.size());
    row.output_count = static_cast<Index>(rule.outputs.size());
    row.key_count = key_count(rule);
    row.dedup_milliseconds = static_cast<std::uint64_t>(rule.dedup.count());
    plan_outputs(rule.outputs, planner, plan.tables);
    plan.tables.program().rules.push_back(row);
  }
  for (const auto& table : tree.tables) plan.table_rows.push_back(plan.tables.find(*table));
  return plan;
}

}  // namespace spoor
