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

// Returns the first row. `first_step`: of the rule's.
Index plan_outputs(const std::vector<closed::Output>& outputs, Index first_step, Planner& planner, Tables& tables) {
  const auto first = static_cast<Index>(tables.program().outputs.size());
  for (const closed::Output& output : outputs) {
    const Index operand = planner.operand(output.value);
    const Index step = output.step ? first_step + *output.step : kNone;
    tables.program().outputs.push_back({output.role, tables.string(output.name), operand, step});
  }
  return first;
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

// What the rule remembers; its conditions have rows already, from `first_condition` on.
Index plan_state(const closed::State& state, Index first_condition, Planner& planner, Tables& tables) {
  Program& program = tables.program();
  StateRow row = state.numbers;
  row.kind = static_cast<std::uint32_t>(state.kind);
  row.first_step = static_cast<Index>(program.steps.size());
  row.step_count = static_cast<std::uint32_t>(state.steps.size());
  const auto& keys = state.keys.empty() ? state.steps[0].keys : state.keys;
  row.group_key_count = static_cast<std::uint32_t>(keys.size());
  row.first_value = plan_outputs(state.values, row.first_step, planner, tables);
  row.value_count = static_cast<std::uint32_t>(state.values.size());
  const Index shared_keys = plan_outputs(state.keys, row.first_step, planner, tables);
  for (const closed::Step& step : state.steps) {
    const Index own_keys = step.keys.empty() ? shared_keys : plan_outputs(step.keys, row.first_step, planner, tables);
    const Index condition = step.condition ? first_condition + *step.condition : kNone;
    if (step.condition) program.conditions[condition].step = static_cast<Index>(program.steps.size());
    program.steps.push_back(
        {tables.string(step.name), step.role, step.repeat, condition, step.rule.value_or(kNone), own_keys});
  }
  program.states.push_back(row);
  return static_cast<Index>(program.states.size() - 1);
}

PlanRule plan_rule(const closed::Rule& rule, Planner& planner, Tables& tables) {
  Program& program = tables.program();
  PlanRule made{static_cast<Index>(program.rules.size()), rule.name_span, {}};
  RuleRow row = rule_row(rule, tables);
  row.first_condition = static_cast<Index>(program.conditions.size());
  row.condition_count = static_cast<std::uint32_t>(rule.conditions.size());
  for (const NodeId condition : rule.conditions) {
    made.conditions.push_back(planner.condition(condition));
    program.conditions.push_back({made.rule, kNone, 0, 0});
  }
  const auto first_step = static_cast<Index>(program.steps.size());
  if (rule.state) row.state = plan_state(*rule.state, row.first_condition, planner, tables);
  row.first_output = plan_outputs(rule.outputs, first_step, planner, tables);
  row.output_count = static_cast<Index>(rule.outputs.size());
  row.key_count = key_count(rule);
  row.dedup_milliseconds = static_cast<std::uint64_t>(rule.dedup.count());
  row.is_hidden = rule.is_hidden ? 1 : 0;
  program.rules.push_back(row);
  return made;
}

}  // namespace

Plan plan(const ClosedTree& tree, Diagnostics& diagnostics) { return plan(tree, tree.rules, diagnostics); }

Plan plan(const ClosedTree& tree, const std::vector<closed::Rule>& rules, Diagnostics& diagnostics) {
  Plan plan;
  Planner planner(tree, plan, diagnostics);
  plan_outputs(tree.outputs, 0, planner, plan.tables);
  for (const closed::Rule& rule : rules) plan.rules.push_back(plan_rule(rule, planner, plan.tables));
  for (const auto& table : tree.tables) plan.table_rows.push_back(plan.tables.find(*table));
  return plan;
}

}  // namespace spoor
