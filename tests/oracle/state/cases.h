#pragma once

#include <string>
#include <vector>

#include "runtime/state/tuple.h"
#include "tests/oracle/random.h"
#include "tests/oracle/state/definitions.h"

namespace spoor::oracle {

// A rule with memory that nobody wrote, and tuples for it: few times, so that many are tied, doubles, records without
// identity, steps that overlap, silence, several keys.
struct StateCase {
  test::MemoryRule rule;
  std::vector<std::string> tuples;  // in no order
  Time end = 0;                     // the newest time
};

StateCase generate_state_case(Random& random);

// Whatever the kind of the rule.
test::MemoryRule generate_rule(Random& random, StateKind kind);

std::string to_text(const test::MemoryRule& rule);
std::string to_text(const std::string& tuple);

}  // namespace spoor::oracle
