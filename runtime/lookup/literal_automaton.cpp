#include "runtime/lookup/literal_automaton.h"

#include <algorithm>
#include <numeric>

namespace spoor {

LiteralAutomaton::LiteralAutomaton(std::span<const std::string_view> literals) : nodes_(1) {
  for (const std::string_view literal : literals) nodes_[insert(literal)].accepts = true;
  link();
}

LiteralAutomaton::State LiteralAutomaton::insert(std::string_view literal) {
  State state = 0;
  for (const char byte : literal) {
    const auto [found, is_new] = edges_.try_emplace(edge(state, byte), static_cast<State>(nodes_.size()));
    if (is_new) nodes_.push_back({state, nodes_[state].length + 1, 0, byte, false});
    state = found->second;
  }
  return state;
}

// Shorter ones first: a fallback is shorter than what falls back to it.
void LiteralAutomaton::link() {
  std::vector<State> order(nodes_.size());
  std::iota(order.begin(), order.end(), State{0});
  std::sort(order.begin(), order.end(), [this](State a, State b) { return nodes_[a].length < nodes_[b].length; });
  for (const State state : order) {
    Node& node = nodes_[state];
    if (node.parent != 0) node.fallback = next(nodes_[node.parent].fallback, node.byte);
    node.accepts |= nodes_[node.fallback].accepts;
  }
}

LiteralAutomaton::State LiteralAutomaton::next(State state, char byte) const {
  for (;; state = nodes_[state].fallback) {
    const auto found = edges_.find(edge(state, byte));
    if (found != edges_.end()) return found->second;
    if (state == 0) return 0;
  }
}

bool LiteralAutomaton::finds(std::string_view text) const {
  State state = 0;
  if (nodes_[state].accepts) return true;
  return std::any_of(text.begin(), text.end(), [&](char byte) {
    state = next(state, byte);
    return nodes_[state].accepts;
  });
}

}  // namespace spoor
