#pragma once

#include <string>

#include "compiler/resolved_rules.h"
#include "compiler/test_case.h"

namespace spoor {

// Ast ─▶ closed tree: names are looked up, defs expanded where they stand, lists put in place. What cannot be resolved
// is reported and becomes a Field without variable and steps, so that the rest of its condition is still looked at.

// All rules of a pack, with their tests; and its defs, each once by itself, so that an error in one that no rule uses
// is found.
void resolve_pack(const LoadedPack& pack, Closer& closer, ResolvedRules& rules);

// A test of the rule `rule`, with its samples looked up. `place`: the clauses that it stands in.
void resolve_test(const LoadedPack::ClausesRef& place, const ast::RuleTest& test, const std::string& rule,
                  Closer& closer, std::vector<TestCase>& tests);

// A condition as the one rule `name`.
void resolve_condition(const LoadedPack& pack, const Ast& ast, ExprId condition, std::string name, Closer& closer);

void resolve_output(const LoadedPack& pack, const Ast& ast, ExprId value, std::string name, Closer& closer);

// What is read of every record: its time, for one, in the first of the places that has it.
void add_record_output(OutputRole role, std::string name, std::vector<NodeId> values, Closer& closer);

}  // namespace spoor
