#pragma once

#include <memory>

#include "runtime/json/tokens.h"
#include "runtime/match/costs.h"
#include "runtime/match/prepared.h"

namespace spoor {

// Evaluates every rule on one record at a time as a Matcher does, and keeps what it costs. To measure disturbs what is
// measured, so that each record is measured in one way only: its stages, each of its rules, or each of its predicates.
// What reading the clock takes is subtracted. One for each thread.
class Meter {
 public:
  // REQUIRES: the search is indexed.
  explicit Meter(std::shared_ptr<const PreparedProgram> prepared);
  ~Meter();

  void match(const RecordTokens& record);
  const Costs& costs() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace spoor
