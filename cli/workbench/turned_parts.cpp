#include "cli/workbench/turned_parts.h"

#include <utility>

namespace spoor {

namespace {

NodeId add(ClosedTree& tree, closed::Node node, NodeId like) {
  closed::Entry entry{std::move(node), tree[like].span, tree[like].use, tree[like].is_of_cloudtrail};
  tree.nodes.push_back(std::move(entry));
  return static_cast<NodeId>(tree.nodes.size() - 1);
}

NodeId negated(ClosedTree& tree, NodeId node) { return add(tree, closed::Not{node}, node); }

// A copy of the tree below the node in which the part is negated; the node itself where the part is not below it.
NodeId turned(ClosedTree& tree, NodeId node, NodeId part) {
  if (node == part) return negated(tree, part);
  closed::Node copy = tree[node].node;
  bool is_changed = false;
  const auto turn = [&](NodeId& child) {
    const NodeId made = turned(tree, child, part);
    is_changed = is_changed || made != child;
    child = made;
  };
  if (auto* junction = std::get_if<closed::And>(&copy)) {
    for (NodeId& operand : junction->operands) turn(operand);
  } else if (auto* either = std::get_if<closed::Or>(&copy)) {
    for (NodeId& operand : either->operands) turn(operand);
  } else if (auto* negation = std::get_if<closed::Not>(&copy)) {
    turn(negation->operand);
  } else if (auto* quantified = std::get_if<closed::Quantified>(&copy)) {
    turn(quantified->body);
  }
  return is_changed ? add(tree, std::move(copy), node) : node;
}

// Whether `body` holds for some element of all quantifiers around it.
NodeId for_some(ClosedTree& tree, const std::vector<NodeId>& quantifiers, NodeId body) {
  for (auto around = quantifiers.rbegin(); around != quantifiers.rend(); ++around) {
    closed::Quantified some = *tree.get_if<closed::Quantified>(*around);
    some.quantifier = ast::Quantifier::any;
    some.body = body;
    body = add(tree, some, *around);
  }
  return body;
}

}  // namespace

std::vector<std::optional<TurnedPart>> add_turned_parts(ClosedTree& tree, const std::vector<RulePart>& parts) {
  std::vector<std::optional<TurnedPart>> out(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const RulePart& part = parts[i];
    if (part.quantifiers.empty()) continue;
    out[i] = TurnedPart{turned(tree, part.quantifiers[0], part.node), for_some(tree, part.quantifiers, part.node),
                        for_some(tree, part.quantifiers, negated(tree, part.node))};
  }
  return out;
}

}  // namespace spoor
