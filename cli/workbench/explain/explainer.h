#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/workbench/explain/explanation.h"
#include "cli/workbench/rule_parts.h"
#include "cli/workbench/rule_program.h"
#include "compiler/compile.h"
#include "runtime/json/mask.h"
#include "tl/expected.hpp"

namespace spoor {

// Explains conditions of one rule.
class Explainer {
 public:
  // `rule`: of the tree's. `mask`: of values that are shown; null: none. All outlive it.
  Explainer(const Inspected& rules, std::size_t rule, const Mask* mask);

  // The error says what of the condition is beyond a Program's limits, or that the record cannot be read.
  tl::expected<ExplainedPart, std::string> explain(NodeId condition, const std::string& record);

  // What a quantifier of an explanation makes of an element, whether the record has it or not. It is explained as a
  // record that has it beside all else.
  tl::expected<ExplainedElement, std::string> explain_element(const ExplainedPart& quantifier, const std::string& value,
                                                              const std::string& record);

  // With what bodies of quantifiers came down to, for those that go on with an explanation.
  const ClosedTree& tree() const { return tree_; }

 private:
  struct Reads;  // what of a part has to be asked

  ExplainedPart skeleton(NodeId node, Reads& reads);
  ExplainedPart inside(NodeId node, Reads& reads);
  void read_value(NodeId value, Reads& reads, ExplainedPart& part);
  void add_seen(NodeId value, Reads& reads, ExplainedPart& part);
  void fill(ExplainedPart& part, const Reads& reads) const;
  tl::expected<void, std::string> add_elements(ExplainedPart& part, const std::string& record);
  std::string key_for(const closed::Quantified& quantified, const std::string& record) const;
  NodeId with_element(NodeId node, VariableId variable, const std::string& key);
  std::string text_of(NodeId node) const;

  const Inspected& rules_;
  const std::size_t rule_;
  const Mask* mask_;
  ClosedTree tree_;
  std::unique_ptr<Expansions> expansions_;
};

}  // namespace spoor
