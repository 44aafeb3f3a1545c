#include "runtime/lookup/literal_automaton.h"

#include <algorithm>
#include <numeric>

namespace spoor {

LiteralAutomaton::LiteralAutomaton(std::span<const std::string_view> literals) : nodes_(1) {
  for (std::uint32_t place = 0; place < literals.size(); ++place) nodes_[insert(literals[place])].literal = place;
  link();
}

LiteralAutomaton::State LiteralAutomaton::insert(std::string_view literal) {
  State state = 0;
  for (const char byte : literal) {
    const auto [found, is_new] = edges_.try_emplace(edge(state, byte), static_cast<State>(nodes_.size()));
    if (is_new) nodes_.push_back({.parent = state, .length = nodes_[state].length + 1, .byte = byte});
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
    const Node& shorter = nodes_[node.fallback];
    node.accepting = shorter.literal != kNoLiteral ? node.fallback : shorter.accepting;
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
  if (accepts(state)) return true;
  return std::any_of(text.begin(), text.end(), [&](char byte) {
    state = next(state, byte);
    return accepts(state);
  });
}

// What was seen at a literal was seen at all that it ends with, too.
void LiteralAutomaton::find(std::string_view text, std::vector<bool>& seen, std::vector<std::uint32_t>& out) const {
  if (seen.size() < nodes_.size()) seen.resize(nodes_.size());
  std::vector<State> found;
  const auto add = [&](State state) {
    if (seen[state]) return false;
    seen[state] = true;
    found.push_back(state);
    out.push_back(nodes_[state].literal);
    return true;
  };
  if (nodes_[0].literal != kNoLiteral) add(0);
  State state = 0;
  for (const char byte : text) {
    state = next(state, byte);
    State literal = nodes_[state].literal != kNoLiteral ? state : nodes_[state].accepting;
    while (literal != 0 && add(literal)) literal = nodes_[literal].accepting;
  }
  for (const State one : found) seen[one] = false;
}

}  // namespace spoor
