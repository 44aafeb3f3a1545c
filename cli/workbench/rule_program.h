#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/closed.h"
#include "compiler/program/program.h"
#include "compiler/test_case.h"
#include "runtime/match/mock_rows.h"
#include "runtime/match/prepared.h"
#include "tl/expected.hpp"

namespace spoor {

// One rule, with those whose findings it takes, as a Program of its own, in which parts of it can be asked by
// themselves. Made in microseconds, and quick to run as it has nothing else.
struct RuleProgram {
  std::shared_ptr<const PreparedProgram> prepared;
  Index rule = 0;
  Index first_question = 0;       // conditions: one for each question
  Index first_value = 0;          // outputs: one for each value
  std::vector<Index> table_rows;  // of the Program's tables, by TableId

  const Program& program() const { return prepared->program(); }
};

// `rule`: of the tree's. `questions` are conditions, `values` what can be read of a record; neither hangs on a
// quantifier around it. The error says what of it is beyond a Program's limits.
tl::expected<RuleProgram, std::string> make_rule_program(const ClosedTree& tree, std::size_t rule,
                                                         const std::vector<NodeId>& questions,
                                                         const std::vector<NodeId>& values = {});

// A test's rows of tables, for a Program. `whole_rows`, by TableId: those of the Program that the test names.
std::vector<MockRow> mocks_of(const TestCase& test, const std::vector<Index>& whole_rows,
                              const std::vector<Index>& own_rows);

}  // namespace spoor
