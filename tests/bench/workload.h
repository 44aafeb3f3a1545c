#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "compiler/compile.h"
#include "tests/bench/values.h"

namespace spoor::bench {

inline constexpr std::size_t kRuleCounts[] = {100, 1'000, 5'000, 10'000};
inline constexpr std::size_t kFewRules = 100, kManyRules = 10'000;

// One kind of rules and the records that they run on.
struct Workload {
  const char* name;
  std::string (*rules)(std::size_t count);
  std::vector<std::string> (*records)(Random& random, std::size_t count);
  std::size_t record_share;  // of so many records of a trail one is made: the larger, the fewer
  double growth;             // from few rules to many, at most; 0: no target
};
std::span<const Workload> workloads();

// The same records for the same seed.
std::vector<std::string> records_of(const Workload& workload, std::uint64_t seed, std::size_t trail_records);

CompileRequest rules_of(const Workload& workload, std::size_t count);

// Compiled, or a message on standard error and an end with 2.
Program program_of(const std::string& rules);
Program program_of(const Workload& workload, std::size_t count);

// The files beside the rules.
const Source& bench_source();

}  // namespace spoor::bench
