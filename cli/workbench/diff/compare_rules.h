#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "cli/workbench/diff/pack_diff.h"
#include "cli/workbench/diff/sides.h"
#include "compiler/logic/logic.h"
#include "compiler/program/meaning.h"

namespace spoor {

// For what NEW fires, beside OLD. `wider`: for all that OLD does, and for more, of every record there may be. Of rules
// with memory: where what it asks of a window of records held, it holds. `unknown`: none of these is proven.
enum class Reach : std::uint8_t { same, wider, narrower, unknown };
Reach joined(Reach a, Reach b);
Reach reversed(Reach reach);

// Compares rules of two compilations by their meaning.
class RuleComparison {
 public:
  // REQUIRES: both outlive it.
  RuleComparison(const Side& before, const Side& after);

  // Rules by their index in the trees.
  Reach compare(Index before, Index after);

  // What a rule of OLD or of NEW asks, in its normal form: rules of one form mean the same, if what it is made of does.
  // Others may mean the same too.
  std::string form(const Side& side, Index rule);

  // The parts that `and` joins which one condition has and the other has not, of `where` and of each step.
  std::vector<ChangedText> changed_parts(Index before, Index after);

 private:
  Reach compare_rules(const closed::Rule& a, const closed::Rule& b);
  Reach condition(NodeId before, NodeId after);
  Reach memory(const closed::Rule& a, const closed::Rule& b);
  Reach keys(const closed::State& a, const closed::State& b) const;
  Reach step(const closed::Rule& a, const closed::Rule& b, std::size_t index);
  std::map<ConditionId, NodeId> parts(const ClosedTree& tree, std::optional<NodeId> condition);
  void add_changed(const std::string& what, std::optional<NodeId> before, std::optional<NodeId> after,
                   std::vector<ChangedText>& out);

  const ClosedTree &before_, &after_;
  Meanings old_meanings_, new_meanings_;
  Logic logic_;
  std::map<std::pair<Index, Index>, Reach> known_;
};

// Values as the language writes them: keys, what is counted.
std::vector<std::string> value_texts(const ClosedTree& tree, const std::vector<closed::Output>& values);

}  // namespace spoor
