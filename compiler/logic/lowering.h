#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/closed.h"
#include "compiler/logic/formulas.h"

namespace spoor::logic {

// typed tree ─▶ Formulas.
class Lowering {
 public:
  Lowering(Formulas& formulas, SiteValues site_values) : formulas_(formulas), site_values_(site_values) {}

  ConditionId condition(const ClosedTree& tree, NodeId id);
  ConditionId exists(const ClosedTree& tree, NodeId value);

  // True of what has more tests than are looked into: such a condition is one fact.
  bool is_too_large(ConditionId id) const { return too_large_.contains(id); }

 private:
  struct OfTree {
    std::vector<std::optional<ConditionId>> conditions;       // by NodeId
    std::unordered_map<std::uint32_t, std::uint32_t> levels;  // by VariableId
  };

  bool has_too_many_tests(NodeId id) const;
  ConditionId cached(NodeId id);
  ConditionId lowered(NodeId id);
  ConditionId quantified(const closed::Quantified& node);
  ConditionId truth_call(const closed::Call& call);
  ConditionId test(const closed::Test& node);
  ConditionId equality(const closed::Test& node);
  ConditionId order(const closed::Test& node);
  ConditionId strings(const closed::Test& node);
  PredicateId in_set(const closed::Test& node);
  PredicateId text_test(const closed::Test& node, const Literal& literal);
  ConditionId fact(std::string kind, NodeId a, NodeId b);
  bool is_set_by_site(const closed::Test& node) const;

  // That some value of a node satisfies a predicate.
  ConditionId some(NodeId value, PredicateId predicate);
  OperandId operand(NodeId id);
  OperandId computed(NodeId id, const std::vector<PathStep>& steps, std::size_t step_count);
  std::string key_of(NodeId id);
  std::string table_key(const LoadedTable& table);
  ConditionId needs_of(const closed::Call& call);
  const Literal* literal(NodeId id) const;

  Formulas& formulas_;
  SiteValues site_values_;
  std::unordered_map<const ClosedTree*, OfTree> trees_;
  std::unordered_map<const LoadedTable*, std::string> table_keys_;
  std::unordered_map<ConditionId, bool> too_large_;
  const ClosedTree* tree_ = nullptr;  // that is lowered
  OfTree* of_tree_ = nullptr;
  std::uint32_t depth_ = 0;  // quantifiers around
};

}  // namespace spoor::logic
