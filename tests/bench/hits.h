#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "runtime/match/matcher.h"
#include "tests/bench/corpus.h"
#include "tests/bench/workload.h"

namespace spoor::bench {

// How many pairs of rule and record are asked at most, one by one.
struct CheckSize {
  std::size_t exhaustive_pairs, oracle_pairs;
};

// What went over a workload's rules and records: hits in all, and what is wrong, a sentence each.
struct HitCheck {
  std::uint64_t hits = 0, exhaustive_records = 0, oracle_records = 0;
  std::vector<std::string> failures;
};

// Holds the hit counts of every rule of the indexed search against those of the exhaustive one, and of some rules
// against those of the oracle, on records spread over the corpus.
HitCheck check_hits(const Workload& workload, std::size_t rules, const Corpus& corpus, const CheckSize& size);

}  // namespace spoor::bench
