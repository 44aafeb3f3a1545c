#pragma once

#include <string>

#include "tests/bench/values.h"

namespace spoor::bench {

// The text of `count` rules of one kind, from the number of each alone: the first rules of many are those of few.
std::string selective_rules(std::size_t count);
std::string forty_field_rules(std::size_t count);
std::string unselective_conjunct_rules(std::size_t count);
std::string match_heavy_rules(std::size_t count);  // 10 to 100 hold for each record
std::string negation_rules(std::size_t count);

std::string contains_rules(std::size_t count);
std::string regex_rules(std::size_t count);

std::string list_rules(std::size_t count);
std::string wide_rules(std::size_t count);
std::string array_rules(std::size_t count);
std::string hostile_rules(std::size_t count);
std::string bomb_rules(std::size_t count);

// The files that list_rules() names: so many addresses or networks, a line each.
inline constexpr std::size_t kListed = 100'000;
std::string listed_addresses();
std::string listed_networks();

// Rule `number` of a file, and what the rule above all others does: it names one event.
std::string rule(std::size_t number, const std::string& condition);
std::string is_event(std::size_t number);

}  // namespace spoor::bench
