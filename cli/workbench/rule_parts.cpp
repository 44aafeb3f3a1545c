#include "cli/workbench/rule_parts.h"

#include <algorithm>

namespace spoor {

namespace {

constexpr std::size_t kMostOfQuantifier = 64;  // what is asked for them grows with the square of their number

class PartCollector {
 public:
  PartCollector(const ClosedTree& tree, const Expansions& expansions, const std::function<bool(Span)>& is_of_files)
      : tree_(tree), expansions_(expansions), is_of_files_(is_of_files) {}

  void collect(NodeId root) { look(root, {}); }

  std::vector<RulePart> take() { return std::move(parts_); }

 private:
  void look(NodeId node, std::optional<std::uint32_t> parent) {
    for (const closed::Expansion* expansion : expansions_.of(node)) {
      const bool is_whole = !is_of_files_(expansion->def_name);
      parent = add(node, RulePart::Kind::call, expansion->call, parent, is_whole);
      if (is_whole) return;
    }
    const closed::Entry& entry = tree_[node];
    if (const auto* junction = std::get_if<closed::And>(&entry.node)) {
      for (const NodeId operand : junction->operands) look(operand, parent);
    } else if (const auto* either = std::get_if<closed::Or>(&entry.node)) {
      for (const NodeId operand : either->operands) look(operand, parent);
    } else if (const auto* negation = std::get_if<closed::Not>(&entry.node)) {
      look(negation->operand, parent);
    } else if (const auto* quantified = std::get_if<closed::Quantified>(&entry.node)) {
      parent = add(node, RulePart::Kind::quantifier, entry.span, parent);
      if (quantifiers_.empty()) within_quantifier_ = 0;
      quantifiers_.push_back(node);
      look(quantified->body, parent);
      quantifiers_.pop_back();
    } else if (!std::holds_alternative<closed::Constant>(entry.node) && !is_made(entry)) {
      add(node, RulePart::Kind::question, entry.span, parent);
    }
  }

  // Whether no expression wrote it: that an exception is over.
  static bool is_made(const closed::Entry& entry) {
    const auto* test = std::get_if<closed::Test>(&entry.node);
    return test != nullptr && test->op_span == entry.span;
  }

  std::optional<std::uint32_t> add(NodeId node, RulePart::Kind kind, Span span, std::optional<std::uint32_t> parent,
                                   bool is_whole = false) {
    if (!quantifiers_.empty() && ++within_quantifier_ > kMostOfQuantifier) return parent;
    parts_.push_back({node, kind, span, parent, quantifiers_, span != tree_[node].use, is_whole});
    return static_cast<std::uint32_t>(parts_.size() - 1);
  }

  const ClosedTree& tree_;
  const Expansions& expansions_;
  const std::function<bool(Span)>& is_of_files_;
  std::vector<NodeId> quantifiers_;
  std::size_t within_quantifier_ = 0;  // parts of the outermost one
  std::vector<RulePart> parts_;
};

}  // namespace

Expansions::Expansions(const ClosedTree& tree) {
  for (const closed::Expansion& expansion : tree.expansions) by_node_.push_back(&expansion);
  std::stable_sort(by_node_.begin(), by_node_.end(), [](const auto* a, const auto* b) { return a->body < b->body; });
}

std::vector<const closed::Expansion*> Expansions::of(NodeId node) const {
  const auto first = std::partition_point(by_node_.begin(), by_node_.end(),
                                          [node](const auto* expansion) { return expansion->body < node; });
  auto last = first;
  while (last != by_node_.end() && (*last)->body == node) ++last;
  return {std::make_reverse_iterator(last), std::make_reverse_iterator(first)};
}

std::vector<RulePart> parts_of(const ClosedTree& tree, const Expansions& expansions, const closed::Rule& rule,
                               const std::function<bool(Span)>& is_of_files) {
  PartCollector collector(tree, expansions, is_of_files);
  if (rule.where) collector.collect(*rule.where);
  if (rule.state) {
    for (const closed::Step& step : rule.state->steps) {
      if (step.own) collector.collect(*step.own);
    }
  }
  for (const closed::Exception& exception : rule.exceptions) collector.collect(exception.when);
  return collector.take();
}

}  // namespace spoor
