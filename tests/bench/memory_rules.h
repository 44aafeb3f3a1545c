#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/runtime/state/memory_rule.h"

namespace spoor::bench {

// A rule with memory as the parts that its text and its meaning are both made of.
struct MemoryRuleParts {
  test::MemoryRule meaning;
  std::vector<std::string> conditions;  // of each step
  std::vector<std::string> key;         // a path, step by step
  std::string value;                    // distinct, first: a key of the record
};

// Mostly count, sequence and first, by who did it: of events that are called now and then, a name for each step.
std::vector<MemoryRuleParts> selective_memory_rules(std::size_t count);
// Rules that most records are a step of.
std::vector<MemoryRuleParts> crowded_memory_rules();

// Their text. Rule `number` of it is memory_rule_name(number).
std::string memory_rules_text(const std::vector<MemoryRuleParts>& rules);
std::string memory_rule_name(std::size_t number);
// The same without their clauses: each record that is a step is a finding.
std::string memoryless_rules_text(const std::vector<MemoryRuleParts>& rules);

// How many findings each of them has, as the manual's words say it, found without anything that correlates: their steps
// are asked of every record, and what they mean is the oracle's.
std::vector<std::uint64_t> counted_findings(const std::vector<MemoryRuleParts>& rules,
                                            const std::vector<std::string>& records);

}  // namespace spoor::bench
