// Timings of the engine, beside simdjson's On-Demand walk of every field of the same bytes. Compare figures of one run
// only.
//
//   spoor_benchmark FOLDER [options of Google Benchmark]
//
// FOLDER holds gzip files as CloudTrail writes them; make_logs.py makes one.

#include <benchmark/benchmark.h>

#include <cstdio>

#include "tests/bench/benchmarks.h"

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  const spoor::bench::Corpus corpus = spoor::bench::read_corpus(argc == 2 ? argv[1] : "");
  if (corpus.records.empty()) {
    std::fprintf(stderr, "usage: spoor_benchmark FOLDER [options of Google Benchmark]; FOLDER must have records\n");
    return 2;
  }
  spoor::bench::add_match_benchmarks(corpus);
  spoor::bench::add_folder_benchmarks(argv[1]);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
