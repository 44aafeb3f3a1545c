#include "cli/workbench/truth_tree.h"

#include <algorithm>
#include <utility>

namespace spoor {

TruthTree::TruthTree(const ClosedTree& tree, NodeId root, const std::unordered_set<NodeId>& whole) {
  add(tree, root, whole);
}

std::uint32_t TruthTree::add(const ClosedTree& tree, NodeId node, const std::unordered_set<NodeId>& whole) {
  const closed::Node& written = tree[node].node;
  Item item{Kind::question, 0, {}};
  const std::vector<NodeId>* operands = nullptr;
  if (whole.contains(node)) {
    // A question, whatever it is made of.
  } else if (const auto* junction = std::get_if<closed::And>(&written)) {
    item.kind = Kind::conjunction;
    operands = &junction->operands;
  } else if (const auto* either = std::get_if<closed::Or>(&written)) {
    item.kind = Kind::disjunction;
    operands = &either->operands;
  } else if (const auto* negation = std::get_if<closed::Not>(&written)) {
    item.kind = Kind::negation;
    item.operands.push_back(add(tree, negation->operand, whole));
  } else if (const auto* constant = std::get_if<closed::Constant>(&written)) {
    item.kind = Kind::constant;
    const bool* truth = std::get_if<bool>(&constant->value);
    item.index = truth != nullptr && *truth ? 1 : 0;
  }
  if (operands != nullptr) {
    for (const NodeId operand : *operands) item.operands.push_back(add(tree, operand, whole));
  }
  if (item.kind == Kind::question) {
    const auto [number, is_new] = numbers_.try_emplace(node, static_cast<std::uint32_t>(questions_.size()));
    if (is_new) questions_.push_back(node);
    item.index = number->second;
  }
  const auto place = static_cast<std::uint32_t>(items_.size());
  items_.push_back(std::move(item));
  places_[node].push_back(place);
  return place;
}

char TruthTree::value_of(const Item& item, const std::vector<char>& values) const {
  const auto holds = [&](std::uint32_t operand) { return values[operand] != 0; };
  switch (item.kind) {
    case Kind::question: return answers_[item.index];
    case Kind::constant: return item.index != 0;
    case Kind::negation: return !holds(item.operands[0]);
    case Kind::conjunction: return std::all_of(item.operands.begin(), item.operands.end(), holds);
    case Kind::disjunction: return std::any_of(item.operands.begin(), item.operands.end(), holds);
  }
  return 0;
}

void TruthTree::evaluate(const std::vector<char>& answers) {
  answers_ = answers;
  values_.resize(items_.size());
  for (std::size_t i = 0; i < items_.size(); ++i) values_[i] = value_of(items_[i], values_);
  find_decisive();
}

// From the root down: an operand decides where the others leave it to it.
void TruthTree::find_decisive() {
  decisive_.assign(items_.size(), 0);
  decisive_.back() = 1;
  for (std::size_t i = items_.size(); i-- > 0;) {
    const Item& item = items_[i];
    if (decisive_[i] == 0 || item.operands.empty()) continue;
    if (item.kind == Kind::negation) {
      decisive_[item.operands[0]] = 1;
      continue;
    }
    const char neutral = item.kind == Kind::conjunction ? 1 : 0;
    const auto against = std::count_if(item.operands.begin(), item.operands.end(),
                                       [&](std::uint32_t operand) { return values_[operand] != neutral; });
    for (const std::uint32_t operand : item.operands) {
      if (against == 0 || (against == 1 && values_[operand] != neutral)) decisive_[operand] = 1;
    }
  }
}

bool TruthTree::decides(NodeId node) const {
  const auto found = places_.find(node);
  if (found == places_.end()) return false;
  return found->second.size() == 1 ? decisive_[found->second[0]] != 0 : turns_with(found->second);
}

// Of a node that stands at several places: all of them at once.
bool TruthTree::turns_with(const std::vector<std::uint32_t>& places) const {
  std::vector<char> values = values_;
  auto next = places.begin();
  for (std::uint32_t i = 0; i < items_.size(); ++i) {
    values[i] = value_of(items_[i], values);
    if (next == places.end() || *next != i) continue;
    values[i] = values_[i] == 0;
    ++next;
  }
  return values.back() != values_.back();
}

}  // namespace spoor
