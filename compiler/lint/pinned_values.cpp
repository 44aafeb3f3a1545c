#include "compiler/lint/pinned_values.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "compiler/lint/lint.h"
#include "compiler/schema/cloudtrail.h"
#include "lang/values/base_name.h"

namespace spoor {

namespace {

using Values = std::optional<std::set<std::string>>;

class Pins {
 public:
  Pins(const ClosedTree& tree, NodeId field, bool of_base_name)
      : tree_(tree), field_(field), of_base_name_(of_base_name) {}

  Values of(NodeId id, bool holds, int level = 0) const {
    if (level > kMostLevels) return std::nullopt;
    const closed::Node& node = tree_[id].node;
    if (const auto* negation = std::get_if<closed::Not>(&node)) return of(negation->operand, !holds, level + 1);
    if (const auto* both = std::get_if<closed::And>(&node)) {
      return holds ? all(both->operands, holds, level) : some(both->operands, holds, level);
    }
    if (const auto* either = std::get_if<closed::Or>(&node)) {
      return holds ? some(either->operands, holds, level) : all(either->operands, holds, level);
    }
    const auto* test = std::get_if<closed::Test>(&node);
    return test == nullptr ? std::nullopt : of_test(*test, holds);
  }

 private:
  // The fewest of what the operands allow: each of them holds.
  Values all(const std::vector<NodeId>& operands, bool holds, int level) const {
    Values least;
    for (const NodeId operand : operands) {
      Values values = of(operand, holds, level + 1);
      if (values && (!least || values->size() < least->size())) least = std::move(values);
    }
    return least;
  }

  Values some(const std::vector<NodeId>& operands, bool holds, int level) const {
    std::set<std::string> together;
    for (const NodeId operand : operands) {
      Values values = of(operand, holds, level + 1);
      if (!values) return std::nullopt;
      together.merge(*values);
    }
    return together;
  }

  Values of_test(const closed::Test& test, bool holds) const {
    const bool is_positive = test.op == Operator::equal || test.op == Operator::in;
    if ((!is_positive && test.op != Operator::not_equal) || test.is_folded) return std::nullopt;
    const bool is_negated = test.is_negated != !is_positive;
    if (is_negated == holds || !is_asked(test.left)) return std::nullopt;
    const auto* set = tree_.get_if<closed::Set>(test.right);
    if (set != nullptr && (!set->lists.empty() || !set->tables.empty())) return std::nullopt;
    std::set<std::string> values;
    for (const NodeId item : set == nullptr ? std::vector<NodeId>{test.right} : set->items) {
      const auto* constant = tree_.get_if<closed::Constant>(item);
      const auto* text = constant == nullptr ? nullptr : std::get_if<std::string>(&constant->value);
      if (text == nullptr) return std::nullopt;
      values.emplace(of_base_name_ ? base_name(*text) : std::string_view(*text));
    }
    return values;
  }

  // A field that has one of some values also has one of their base names.
  bool is_asked(NodeId left) const {
    if (are_same_field(tree_, left, field_)) return true;
    const auto* call = tree_.get_if<closed::Call>(left);
    return of_base_name_ && call != nullptr && call->function == Function::base_name && call->steps.empty() &&
           are_same_field(tree_, call->args[0], field_);
  }

  const ClosedTree& tree_;
  NodeId field_;
  bool of_base_name_;
};

}  // namespace

std::optional<std::set<std::string>> pinned_values(const ClosedTree& tree, NodeId condition, NodeId field) {
  return Pins(tree, field, false).of(condition, true);
}

std::optional<std::set<std::string>> pinned_base_names(const ClosedTree& tree, NodeId condition, NodeId field) {
  return Pins(tree, field, true).of(condition, true);
}

bool are_same_field(const ClosedTree& tree, NodeId a, NodeId b) {
  const auto* left = tree.get_if<closed::Field>(a);
  const auto* right = tree.get_if<closed::Field>(b);
  if (left == nullptr || right == nullptr) return false;
  const auto is_of_record = [](const closed::Field& field) {
    return !field.variable && !field.step && !field.steps.empty();
  };
  return is_of_record(*left) && is_of_record(*right) && left->steps == right->steps;
}

bool has_one_value(const ClosedTree& tree, NodeId node) {
  const auto* field = tree.get_if<closed::Field>(node);
  if (field == nullptr || field->variable || field->step) return false;
  std::string path;
  for (const PathStep& step : field->steps) {
    if (step.kind != PathStep::Kind::key) return false;
    path += (path.empty() ? "" : ".") + step.key;
  }
  const auto type = cloudtrail_type(path);
  return type && *type != SchemaType::object;
}

}  // namespace spoor
