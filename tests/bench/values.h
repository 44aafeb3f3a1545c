#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/oracle/random.h"

namespace spoor::bench {

using oracle::Random;

// Values that rules and records both know.
std::string event_name(std::size_t number);  // below kEventNames, all distinct
std::string service(std::size_t number);     // below kServices
inline constexpr std::size_t kEventNames = 20'000;
inline constexpr std::size_t kServices = 110;
// The number of the name that trails call `rank`-th often, below kCalledNames.
std::size_t called_name(std::size_t rank);
inline constexpr std::size_t kCalledNames = 512;
const std::vector<std::string>& regions();         // ten
const std::vector<std::string>& identity_types();  // six
// One of the values by which rules ask for a field; a record has one now and then.
std::string known_value(std::size_t field, std::size_t number);
// Words that stand in one of a hundred user agents, all of them together.
std::string rare_word(std::size_t number);
inline constexpr std::size_t kRareWords = 50;

// High entropy: hardly two alike in a run.
std::string hex(Random& random, std::size_t length);
std::string upper_id(Random& random, std::size_t length);
std::string lower_word(Random& random, std::size_t length);
std::string uuid(Random& random);
std::string ip(Random& random);

}  // namespace spoor::bench
