#pragma once

#include <vector>

#include "compiler/program/program.h"
#include "runtime/match/index/field.h"

namespace spoor {

// A predicate that holds for some value of its field or, where only its presence is asked for, whose field has a value.
struct Witness {
  Index predicate = 0;
  bool is_presence = false;
};

// What a record has to have before a rule can hold for it: less than the rule asks, never more.
struct Requirement {
  bool has_witnesses = false;        // false: the rule may hold for any record
  std::vector<Witness> witnesses;    // if the rule holds, one of these does; none: it never holds
  std::vector<Index> refuters;       // predicates, to be looked up exactly; if the rule holds, none of these does
  double expected_candidates = 0.0;  // of the witnesses: grows with how many rules share them and how much they let in
};

// By rule, worked out from its instructions. Of the conjuncts of a rule the one that lets in the least is its witness.
// REQUIRES: verified.
std::vector<Requirement> requirements_of(const Program& program);

}  // namespace spoor
