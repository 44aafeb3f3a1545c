#pragma once

#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/closed.h"

namespace spoor {

// A condition as `and`, `or` and `not` over questions, so that what each question decides can be worked out from their
// answers alone.
class TruthTree {
 public:
  // What is below one of the `whole` nodes is one question.
  TruthTree(const ClosedTree& tree, NodeId root, const std::unordered_set<NodeId>& whole);

  // The questions, each once.
  const std::vector<NodeId>& questions() const { return questions_; }

  // `answers`: by question. Afterwards value(), and what the other functions say, is of these.
  void evaluate(const std::vector<char>& answers);
  bool value() const { return values_.back() != 0; }
  bool value(NodeId node) const { return values_[places_.at(node)[0]] != 0; }

  // Whether the root's value would turn if this node's did, of whatever kind it is; wherever the node stands.
  bool decides(NodeId node) const;
  bool has(NodeId node) const { return places_.contains(node); }

 private:
  enum class Kind : std::uint8_t { question, constant, negation, conjunction, disjunction };
  struct Item {
    Kind kind;
    std::uint32_t index = 0;              // question: of the questions; constant: its truth
    std::vector<std::uint32_t> operands;  // items, which stand before this one
  };

  std::uint32_t add(const ClosedTree& tree, NodeId node, const std::unordered_set<NodeId>& whole);
  char value_of(const Item& item, const std::vector<char>& values) const;
  void find_decisive();
  bool turns_with(const std::vector<std::uint32_t>& places) const;

  std::vector<Item> items_;  // the root last
  std::vector<NodeId> questions_;
  std::unordered_map<NodeId, std::uint32_t> numbers_;              // of questions
  std::unordered_map<NodeId, std::vector<std::uint32_t>> places_;  // items
  std::vector<char> answers_, values_, decisive_;
};

}  // namespace spoor
