#pragma once

#include "compiler/closed.h"

namespace spoor {

// Calls visit(NodeId) for each node that this one names, in the order in which they are written.
template <typename Visit>
void for_each_child(const closed::Node& node, Visit visit) {
  const auto all = [&visit](const std::vector<NodeId>& children) {
    for (const NodeId child : children) visit(child);
  };
  if (const auto* call = std::get_if<closed::Call>(&node)) return all(call->args);
  if (const auto* lookup = std::get_if<closed::Lookup>(&node)) return visit(lookup->key);
  if (const auto* set = std::get_if<closed::Set>(&node)) return all(set->items);
  if (const auto* junction = std::get_if<closed::And>(&node)) return all(junction->operands);
  if (const auto* junction = std::get_if<closed::Or>(&node)) return all(junction->operands);
  if (const auto* negation = std::get_if<closed::Not>(&node)) return visit(negation->operand);
  if (const auto* exists = std::get_if<closed::Exists>(&node)) return visit(exists->value);
  if (const auto* range = std::get_if<closed::Range>(&node)) {
    visit(range->low);
    visit(range->high);
  } else if (const auto* quantified = std::get_if<closed::Quantified>(&node)) {
    visit(quantified->over);
    visit(quantified->body);
  } else if (const auto* test = std::get_if<closed::Test>(&node)) {
    visit(test->left);
    visit(test->right);
  }
}

}  // namespace spoor
