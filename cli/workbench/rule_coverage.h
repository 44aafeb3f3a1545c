#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/workbench/rule_parts.h"
#include "cli/workbench/turned_parts.h"
#include "compiler/program/rows.h"
#include "compiler/test_case.h"

namespace spoor {

// What of a rule is asked by itself.
struct RuleQuestions {
  std::vector<RulePart> parts;
  std::vector<std::optional<TurnedPart>> turned;  // by part
};

// See PartCoverage: of one rule and its tests alone.
struct PartFacts {
  bool has_held = false, has_failed = false, has_decided = false, is_covered = false;
};

// By part. Each test's records are evaluated once; what a part that is turned around changes is worked out from the
// answers. `table_rows`: of the Program that the tests' mocks name, by TableId. `problem`: why a test could not be run.
std::vector<PartFacts> facts_of(const ClosedTree& tree, std::size_t rule, const RuleQuestions& asked,
                                const std::vector<const TestCase*>& tests, const std::vector<Index>& table_rows,
                                std::string& problem);

}  // namespace spoor
