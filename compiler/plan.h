#pragma once

#include <string>
#include <vector>

#include "compiler/closed.h"
#include "compiler/tables.h"
#include "lang/diagnostic.h"

namespace spoor {

// A condition over shared predicates, with the many operators of the language gone: what emit() makes instructions of.
enum class PlanKind : std::uint8_t { constant, test, negation, conjunction, disjunction, loop };

enum class PlanId : std::uint32_t {};

struct PlanNode {
  PlanKind kind = PlanKind::constant;
  std::uint32_t value = 0;            // constant: 0 or 1; test: predicate; loop: row of Program::loops
  Opcode loop_op = Opcode::any;       // loop: any, all or none
  std::vector<PlanId> operands = {};  // conjunction, disjunction; negation and loop: one
  Span span = {};
};

struct PlanRule {
  Index rule = 0;  // row of Program::rules
  Span name_span = {};
  std::vector<PlanId> conditions;  // those of the rule, in their order
};

// A `case` asks a condition: its argument's index is filled in when the condition has instructions.
struct PlanArgument {
  Index argument = 0;  // row of Program::arguments
  PlanId root{};
};

struct Plan {
  Tables tables;
  std::vector<PlanNode> nodes;
  std::vector<PlanRule> rules;
  std::vector<PlanArgument> arguments;
  std::vector<Index> table_rows;  // of Program::tables, by TableId; kNone: no rule looks into it

  const PlanNode& operator[](PlanId id) const { return nodes[static_cast<std::size_t>(id)]; }
};

// typed tree ─▶ Plan: every test becomes predicates on operands, equal ones shared by all rules; `!=` is a negated
// equality, `~` a test of the folded value, a glob the test that it amounts to, `all (...)` a quantifier.
// REQUIRES: check() found no error. Reports what is beyond a Program's limits.
Plan plan(const ClosedTree& tree, Diagnostics& diagnostics);

// The same of other rules than the tree's, over its nodes; those that they take are among them, by place.
Plan plan(const ClosedTree& tree, const std::vector<closed::Rule>& rules, Diagnostics& diagnostics);

// All rules, predicates written out, for `spoor dump --stage=plan`.
std::string to_text(const Plan& plan);

}  // namespace spoor
