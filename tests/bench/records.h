#pragma once

#include <string>
#include <vector>

#include "tests/bench/values.h"

namespace spoor::bench {

// The paths that the record of a trail has and that rules of forty fields ask for; known_value() knows them by number.
const std::vector<std::string>& trail_fields();

// Records of some 1.3 KB that look like CloudTrail's, no two alike: identifiers, addresses, keys, sessions and times
// are drawn for each anew, names and services by how often they are called.
std::vector<std::string> trail_records(Random& random, std::size_t count);

// The same of one day and so many actors, for rules that put records together.
std::vector<std::string> actor_records(Random& random, std::size_t count, std::size_t actors);

// Those of a trail with 2,000 keys of their own in each.
std::vector<std::string> wide_records(Random& random, std::size_t count);
inline constexpr std::size_t kWideKeys = 2'000;

// With an array of objects, of 100, 1,000 or 10,000 elements; `length` 0: by turns.
std::vector<std::string> array_records(Random& random, std::size_t count, std::size_t length = 0);

// What someone might write to slow an engine down: strings of 256 KB, 1,000 levels, nothing but escapes, doubled keys,
// numbers of 30 digits.
std::vector<std::string> hostile_records(Random& random, std::size_t count);

}  // namespace spoor::bench
