#pragma once

#include <vector>

#include "compiler/program/program.h"
#include "runtime/match/index/requirement.h"

namespace spoor {

// How much a witness lets in, as a number to compare it by: what its operator, literal and field suggest, times how
// often the rules ask it. A literal that many rules share tells them apart less than one that is a rule's own.
class Selectivity {
 public:
  explicit Selectivity(const Program& program);

  double of(Witness witness) const;

 private:
  double by_operator(Instruction predicate) const;
  double by_field(Index operand) const;

  const Program& program_;
  std::vector<std::uint32_t> mentions_;  // by predicate
};

}  // namespace spoor
