#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/match/matcher.h"
#include "runtime/scan/finding.h"
#include "runtime/scan/tuple_maker.h"

namespace spoor {

// Bytes of a test's tuples, and of its findings; what is over is spilled.
inline constexpr std::size_t kTestMemory = std::size_t{64} << 20;

// One rule with memory over the records of a test, with those whose findings it takes.
class MemoryTest {
 public:
  // Both outlive it.
  MemoryTest(const Program& program, Matcher& matcher);

  // The rule's findings when all records are in and every wait has ended, in no order. `turned`: by record, which of
  // the rule's conditions, bit by bit, are taken for the opposite of what they are; empty: none.
  tl::expected<std::vector<Finding>, std::string> run(Index rule, const std::vector<std::string>& records,
                                                      const std::vector<StepSet>& turned = {});

  // The steps that each record of the last run met, of the rule itself.
  const std::vector<StepSet>& steps_met() const { return steps_met_; }

 private:
  std::vector<Index> conditions_that_hold(const RecordTokens& record, Index rule, StepSet turned,
                                          const StatePlan& plan);

  const Program& program_;
  Matcher& matcher_;
  Index time_ = 0, id_ = 0, account_ = 0;  // outputs
  std::vector<StepSet> steps_met_;
};

}  // namespace spoor
