#pragma once

#include <string>
#include <vector>

#include "runtime/match/matcher.h"

namespace spoor {

// Of findings of a rule with `dedup`, for the record that the matcher saw last.

// What tells its groups apart: a text for each combination of a value of each key, the first kMaxCombinations of them.
// Objects equal nothing, so they are no values of a key. None if a key that is not optional has no value.
struct DedupKeys {
  std::vector<std::string> texts;
  bool is_cut = false;  // there are more
};
DedupKeys dedup_keys(const RuleRow& rule, const Program& program, Matcher& matcher);
inline constexpr std::size_t kMaxCombinations = 64;

// The values of its keys as a JSON object, types kept: what is missing is left out, several values are an array.
std::string group_of(const RuleRow& rule, const Program& program, Matcher& matcher);

}  // namespace spoor
