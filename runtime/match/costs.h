#pragma once

#include <cstdint>
#include <vector>

namespace spoor {

// What it took to evaluate records. Counts are exact. Times are nanoseconds, each measured on a part of the records, of
// which there are so many as stand beside it.
struct Costs {
  struct OfRule {
    std::uint64_t candidates = 0;  // records for which its instructions ran
    std::uint64_t matches = 0;
    double time = 0;
  };
  struct OfPredicate {
    std::uint64_t asked = 0;  // how often it was worked out; not those that the index answers
    double time = 0;          // with that of what it asked on its way
  };

  std::uint64_t records = 0;
  double decode_time = 0, index_time = 0, rules_time = 0;
  std::uint64_t records_by_stage = 0;
  std::vector<OfRule> rules;  // by rule
  std::uint64_t records_by_rule = 0;
  std::vector<OfPredicate> predicates;  // by predicate
  std::uint64_t records_by_predicate = 0;
  std::vector<std::uint64_t> values;  // by slot: how many there were
  double matching_time = 0;           // all of it, what measuring took included

  // Of another thread; both of one Program.
  void add(const Costs& other);
};

}  // namespace spoor
