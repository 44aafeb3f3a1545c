#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "compiler/glob.h"
#include "compiler/planner.h"
#include "compiler/program/regex.h"
#include "compiler/regex_flags.h"
#include "lang/values/fold.h"

namespace spoor {

namespace {

const Literal* literal_of(const ClosedTree& tree, NodeId id) {
  const auto* constant = tree.get_if<closed::Constant>(id);
  return constant == nullptr ? nullptr : &constant->value;
}

Literal folded_literal(const Literal& literal, bool is_folded) {
  const auto* text = std::get_if<std::string>(&literal);
  return is_folded && text != nullptr ? Literal(folded(*text)) : literal;
}

TimeRangeRow time_row(const Instant& begin, const Instant& end) { return {instant_row(begin), instant_row(end)}; }

// The opcode that has the name of the operator, which is one on strings; its like on two operands ends in `_operand`.
Opcode string_opcode(Operator op, bool is_field_to_field) {
  const std::string name = std::string(info(op).spelling) + (is_field_to_field ? "_operand" : "");
  const auto rows = opcodes();
  const auto row =
      std::find_if(rows.begin(), rows.end(), [&](const OpcodeInfo& opcode) { return opcode.name == name; });
  return static_cast<Opcode>(row - rows.begin());
}

// a < b is b > a.
}  // namespace

PlanId Planner::test(const closed::Test& node, Span span) {
  switch (info(node.op).right) {
    case RightSide::value: return equality(node, span);
    case RightSide::ordered: return order(node, span);
    case RightSide::set: return negated(membership(node, span), node.is_negated, span);
    case RightSide::strings:
    case RightSide::globs:
    case RightSide::regexes: return negated(string_tests(node, span), node.is_negated, span);
  }
  return truth(false, span);
}

PlanId Planner::equality(const closed::Test& node, Span span) {
  const bool is_negated = node.op == Operator::not_equal;
  const Literal* left = literal_of(tree_, node.left);
  const Literal* right = literal_of(tree_, node.right);
  if (right != nullptr || left != nullptr) {
    const NodeId side = right != nullptr ? node.left : node.right;
    const Literal literal = folded_literal(right != nullptr ? *right : *left, node.is_folded);
    const bool folds = node.is_folded && std::holds_alternative<std::string>(literal);
    const Index operand_of_side = folds ? lowered(operand(side)) : operand(side);
    return negated(equals_literal(operand_of_side, literal, span), is_negated, span);
  }
  Index a = test_operand(node, node.left), b = test_operand(node, node.right);
  if (a > b) std::swap(a, b);  // one predicate for `a == b` and `b == a`
  const PlanId exact = predicate(Opcode::equals_operand, a, b, span);
  if (!node.is_folded) return negated(exact, is_negated, span);
  // Folding leaves strings only; other values are equal as they are.
  const PlanId plain = predicate(Opcode::equals_operand, operand(node.left), operand(node.right), span);
  return negated(junction(PlanKind::disjunction, {exact, plain}, span), is_negated, span);
}

PlanId Planner::equals_literal(Index left, const Literal& literal, Span span) {
  if (const auto* text = std::get_if<std::string>(&literal)) {
    return predicate(Opcode::equals_string, left, tables_.string(*text), span);
  }
  if (const auto* number = std::get_if<Number>(&literal)) {
    const NumberRow row = number_row(*number, true);
    return predicate(Opcode::in_number_range, left, tables_.number_range({row, row}), span);
  }
  if (const auto* value = std::get_if<bool>(&literal)) {
    return predicate(Opcode::equals_boolean, left, *value ? 1 : 0, span);
  }
  if (const auto* range = std::get_if<TimeRange>(&literal)) {
    return predicate(Opcode::in_time_range, left, tables_.time_range(time_row(range->begin, range->end)), span);
  }
  if (const auto* network = std::get_if<Network>(&literal)) {
    return predicate(Opcode::in_network, left, tables_.network(*network), span);
  }
  return truth(false, span);  // regexes and durations: check() refuses them
}

PlanId Planner::order(const closed::Test& node, Span span) {
  const Literal* left = literal_of(tree_, node.left);
  const Literal* right = literal_of(tree_, node.right);
  if (right != nullptr) return order_literal(node.op, operand(node.left), *right, span);
  if (left != nullptr) return order_literal(mirrored(node.op), operand(node.right), *left, span);
  const bool is_less = node.op == Operator::less || node.op == Operator::less_equal;
  const Index low = operand(is_less ? node.left : node.right);
  const Index high = operand(is_less ? node.right : node.left);
  const bool is_strict = node.op == Operator::less || node.op == Operator::greater;
  return predicate(is_strict ? Opcode::less_operand : Opcode::less_equal_operand, low, high, span);
}

PlanId Planner::order_literal(Operator op, Index left, const Literal& literal, Span span) {
  const bool is_upper = op == Operator::less || op == Operator::less_equal;
  const bool is_strict = op == Operator::less || op == Operator::greater;
  if (const auto* number = std::get_if<Number>(&literal)) {
    const double infinity = std::numeric_limits<double>::infinity();
    const NumberRow bound = number_row(*number, !is_strict);
    const NumberRow open = number_row(Number::from_real(is_upper ? -infinity : infinity), true);
    const NumberRangeRow row = is_upper ? NumberRangeRow{open, bound} : NumberRangeRow{bound, open};
    return predicate(Opcode::in_number_range, left, tables_.number_range(row), span);
  }
  const auto* date = std::get_if<TimeRange>(&literal);
  if (date == nullptr) return truth(false, span);
  // A day is passed when its end is, and not reached before its beginning.
  const TimeRangeRow row = is_upper ? time_row(kBeforeAll, is_strict ? date->begin : date->end)
                                    : time_row(is_strict ? date->end : date->begin, kBehindAll);
  return predicate(Opcode::in_time_range, left, tables_.time_range(row), span);
}

// Strings are tested folded after `~`, all else as it is.
PlanId Planner::membership(const closed::Test& node, Span span) {
  Tables::SetItems strings, others;
  for (const NodeId item : tree_.get_if<closed::Set>(node.right)->items) {
    if (const auto* range = tree_.get_if<closed::Range>(item)) {
      const Literal& low = *literal_of(tree_, range->low);
      const Literal& high = *literal_of(tree_, range->high);
      if (const auto* from = std::get_if<Number>(&low)) {
        others.number_ranges.push_back({number_row(*from, true), number_row(std::get<Number>(high), true)});
      } else {
        others.time_ranges.push_back(time_row(std::get<TimeRange>(low).begin, std::get<TimeRange>(high).end));
      }
      continue;
    }
    const Literal literal = folded_literal(*literal_of(tree_, item), node.is_folded);
    if (const auto* text = std::get_if<std::string>(&literal)) strings.strings.push_back(tables_.string(*text));
    if (const auto* number = std::get_if<Number>(&literal)) {
      others.number_ranges.push_back({number_row(*number, true), number_row(*number, true)});
    }
    if (const auto* range = std::get_if<TimeRange>(&literal))
      others.time_ranges.push_back(time_row(range->begin, range->end));
    if (const auto* network = std::get_if<Network>(&literal)) others.networks.push_back(*network);
    if (const auto* value = std::get_if<bool>(&literal)) others.booleans |= *value ? 2U : 1U;
  }
  for (const ListId id : tree_.get_if<closed::Set>(node.right)->lists) {
    const LoadedList& list = tree_.list(id);
    const bool is_lowered = node.is_folded && list.type == ast::ValueType::string;
    if (list.size() > 0) (is_lowered ? strings : others).lists.push_back({&list, is_lowered});
  }
  const bool has_others = !others.number_ranges.empty() || !others.time_ranges.empty() || !others.networks.empty() ||
                          others.booleans != 0 || !others.lists.empty();
  if (!node.is_folded) others.strings = std::exchange(strings.strings, {});
  std::vector<PlanId> tests;
  const auto add_test = [&](Tables::SetItems items, Index left) {
    const bool is_one_string = items.strings.size() == 1 && items.lists.empty() && (!has_others || node.is_folded);
    tests.push_back(is_one_string ? predicate(Opcode::equals_string, left, items.strings[0], span)
                                  : predicate(Opcode::in_set, left, tables_.set(std::move(items)), span));
  };
  if (!strings.strings.empty() || !strings.lists.empty()) add_test(std::move(strings), lowered(operand(node.left)));
  if (has_others || !others.strings.empty()) add_test(std::move(others), operand(node.left));
  return junction(PlanKind::disjunction, std::move(tests), span);
}

PlanId Planner::string_tests(const closed::Test& node, Span span) {
  const auto* set = tree_.get_if<closed::Set>(node.right);
  if (set == nullptr) return string_test(node, test_operand(node, node.left), node.right, span);
  if (node.needs_all) return all_of_one_value(node, span);
  const Index left = test_operand(node, node.left);
  std::vector<PlanId> tests;
  for (const NodeId item : set->items) tests.push_back(string_test(node, left, item, span));
  return junction(PlanKind::disjunction, std::move(tests), span);
}

// `p contains all (a, b)` is `any v in p: (v contains a and v contains b)`.
PlanId Planner::all_of_one_value(const closed::Test& node, Span span) {
  const std::uint32_t reg = depth_ + 1;
  if (reg > kMaxRegisters) return truth(false, span);  // quantified() has reported it for the loops around
  Binding binding{reg, kNone};
  const Index row = loop_row(node.left, reg, binding);
  Index element = 0;
  if (binding.scope == kNone) {
    element = tables_.operand({OperandSource::element, 0, kValueNode, reg, 0});
  } else {
    const Index slot = tables_.slot(tables_.program().scopes[binding.scope].node);
    element = tables_.operand({OperandSource::slot, slot, kValueNode, reg, 0});
  }
  if (node.is_folded) element = lowered(element);
  std::vector<PlanId> tests;
  for (const NodeId item : tree_.get_if<closed::Set>(node.right)->items) {
    tests.push_back(string_test(node, element, item, span));
  }
  return loop(Opcode::any, row, junction(PlanKind::conjunction, std::move(tests), span), span);
}

PlanId Planner::string_test(const closed::Test& node, Index left, NodeId right, Span span) {
  const Literal* literal = literal_of(tree_, right);
  if (literal == nullptr) return predicate(string_opcode(node.op, true), left, test_operand(node, right), span);
  if (const auto* regex = std::get_if<Regex>(literal)) {
    return predicate(Opcode::matches, left, tables_.regex(regex->pattern, regex_flags(*regex)), span);
  }
  const auto text = std::get<std::string>(folded_literal(*literal, node.is_folded));
  if (node.op == Operator::like) return glob(left, text, span);
  return predicate(string_opcode(node.op, false), left, tables_.string(text), span);
}

PlanId Planner::glob(Index left, const std::string& pattern, Span span) {
  const GlobTest test = lower_glob(pattern);
  if (test.op != Opcode::matches) return predicate(test.op, left, tables_.string(test.text), span);
  if (const auto compiled = compile_regex(test.text, RegexRow::kDotAll); !compiled) {
    diagnostics_.push_back({.kind = DiagnosticKind::bad_regex,
                            .span = span,
                            .message = fmt::format("the pattern is too large: {}", compiled.error()),
                            .label = ""});
  }
  std::vector<PlanId> tests;
  if (!test.beginning.empty()) {
    tests.push_back(predicate(Opcode::startswith, left, tables_.string(test.beginning), span));
  }
  if (!test.ending.empty()) tests.push_back(predicate(Opcode::endswith, left, tables_.string(test.ending), span));
  tests.push_back(predicate(Opcode::matches, left, tables_.regex(test.text, RegexRow::kDotAll), span));
  return junction(PlanKind::conjunction, std::move(tests), span);
}

}  // namespace spoor
