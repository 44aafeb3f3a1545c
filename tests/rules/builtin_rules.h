#pragma once

#include <string>
#include <vector>

#include "compiler/compile.h"

namespace spoor {

// The packs that ship, as they stand in the checkout; compiled once.
const Compiled& builtin_rules();

// What the rule says of itself under the key, in the order of the rule.
std::vector<std::string> values(const Program& program, const RuleRow& rule, MetaKey key);

}  // namespace spoor
