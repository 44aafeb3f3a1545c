#pragma once

#include <string>
#include <vector>

#include "runtime/match/matcher.h"

namespace spoor {

// What tells groups of a rule apart, and values that it counts: for the record that the matcher stands on, each
// combination of a value of each of some outputs, the first kMaxCombinations of them. Objects equal nothing, so they
// are no values. None if an output that is not optional has no value.
struct KeyValues {
  std::vector<std::string> keys;  // see tuple_key.h; each once
  bool is_cut = false;            // there are more
};
KeyValues key_values(const Program& program, Index first_output, std::uint32_t count, Matcher& matcher);
inline constexpr std::size_t kMaxCombinations = 64;

// Whether there are more, without making them where it can be told from how many values there are.
bool has_cut_key_values(const Program& program, Index first_output, std::uint32_t count, Matcher& matcher);

// Keys that differ from `shown`, those of the record without its secrets, in what may not be shown: they are shown as
// that, and still told apart.
std::vector<std::string> without_secrets(const std::vector<std::string>& keys, const std::vector<std::string>& shown);

}  // namespace spoor
