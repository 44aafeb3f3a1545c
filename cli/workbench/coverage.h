#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "cli/workbench/rule_parts.h"
#include "compiler/compile.h"

namespace spoor {

// What tests notice of the conditions that rules ask. A part is covered if, were its answer turned around, some test of
// a rule that has it would end otherwise: fire where it was silent, or the reverse, or another number of times where
// the test says how often. Parts of a def belong to all rules that use it, so one of them is enough.

struct PartCoverage {
  RulePart::Kind kind{};
  Span span;  // what tells parts apart
  bool is_in_def = false;
  std::vector<std::uint32_t> parents = {};  // of Coverage::parts: that it is a part of, as a def's in several rules
  // Of records of tests of rules that have it:
  bool has_held = false;     // for one
  bool has_failed = false;   // for one
  bool has_decided = false;  // turned around, what the rule asks of a record would have come out otherwise
  bool is_covered = false;
};

struct RuleCoverage {
  bool is_looked_at = false;
  std::size_t firing = 0, silent = 0;     // tests
  std::vector<std::uint32_t> parts = {};  // of Coverage::parts, each once
  std::string problem = {};               // why its tests could not be run; empty if they could
};

struct Coverage {
  std::vector<PartCoverage> parts;
  std::vector<RuleCoverage> rules;  // by rule of the tree
};

// Of the rules that the files have, or that they tune. REQUIRES: the rules compiled without an error.
Coverage coverage(const Inspected& rules, const std::set<SourceId>& files, unsigned threads);

}  // namespace spoor
