#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/program/rows.h"

namespace spoor {

// What a clause with memory names, as the language would write it; empty where it names nothing.
struct StateNames {
  std::vector<std::string> values;
  std::string share = "...";  // ratio: its condition
  std::vector<std::string> keys;
};

// `count >= 20 by userIdentity.arn within 5m`: the clause without its steps. Of `row` the kind and the numbers count.
std::string state_text(const StateRow& row, const StateNames& names);

struct StepNames {
  std::string_view name;
  std::vector<std::string> keys;  // its own
  std::string_view rule;          // whose findings it takes
};

// `key by userName x3`, `until`: a step without its condition. Empty for a kind that has no steps.
std::string step_text(StepRole role, std::uint32_t repeat, const StepNames& names);

}  // namespace spoor
