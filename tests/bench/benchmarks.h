#pragma once

#include <string>

#include "tests/bench/corpus.h"

namespace spoor::bench {

// What decoding and matching cost for records in memory, one thread. The corpus must outlive the benchmarks.
void add_match_benchmarks(const Corpus& corpus);

// What a whole scan of a folder costs, on one thread and on two, beside unpacking alone, and unpacking with an
// On-Demand walk of the same bytes.
void add_folder_benchmarks(const std::string& folder);

}  // namespace spoor::bench
