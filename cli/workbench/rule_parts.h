#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "compiler/closed.h"

namespace spoor {

// A part of a rule's conditions that can be looked at by itself, as the rule writes it: a test, `exists`, a quantifier
// as a whole and what its body asks, a call of a def as a whole and, of a def that stands in the files, what it asks.
// `and`, `or`, `not` and parentheses are none.
struct RulePart {
  enum class Kind : std::uint8_t { question, quantifier, call };

  NodeId node{};
  Kind kind = Kind::question;
  Span span;                                 // as written, in the rule or in a def
  std::optional<std::uint32_t> parent = {};  // part that it is a part of
  std::vector<NodeId> quantifiers = {};      // around it, outermost first
  bool is_in_def = false;                    // it stands in a def's body, for all rules that use the def
  bool is_whole = false;                     // a call of a def that is not looked into
};

// Which of the tree's nodes stand for defs that were expanded.
class Expansions {
 public:
  explicit Expansions(const ClosedTree& tree);

  // Outermost first.
  std::vector<const closed::Expansion*> of(NodeId node) const;

 private:
  std::vector<const closed::Expansion*> by_node_;  // sorted by node, innermost of one first
};

// The parts of a rule: of its `where`, its steps, its exceptions. `is_of_files`: whether a def stands in
// the files that are looked at; what others ask is not looked into. Of a quantifier with very many parts the first ones
// are given.
std::vector<RulePart> parts_of(const ClosedTree& tree, const Expansions& expansions, const closed::Rule& rule,
                               const std::function<bool(Span)>& is_of_files);

}  // namespace spoor
