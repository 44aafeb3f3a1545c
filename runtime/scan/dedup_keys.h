#pragma once

#include <string>

#include "runtime/scan/key_values.h"

namespace spoor {

// Of findings of a rule with `dedup`, for the record that the matcher saw last: what tells its groups apart. None if
// there is no `dedup`.
KeyValues dedup_keys(const RuleRow& rule, const Program& program, Matcher& matcher);

// The values of its keys as a JSON object, types kept: what is missing is left out, several values are an array.
std::string group_of(const RuleRow& rule, const Program& program, Matcher& matcher);

}  // namespace spoor
