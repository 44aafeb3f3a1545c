// Figures of the engine, nearly all of them ratios of times of one run, so that they can be held against targets and
// against those of another machine; spec/performance.md says what they mean.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>

#include "tests/bench/figures.h"
#include "tests/bench/scan_works.h"
#include "tests/bench/workload.h"

namespace spoor::bench {
namespace {

constexpr Effort kThorough = {.trail_records = 30'000,
                              .rounds = 7,
                              .pass_seconds = 0.1,
                              .files = 3'000,
                              .big_bytes = 40'000'000,
                              .exhaustive_pairs = 10'000'000,
                              .oracle_pairs = 20'000,
                              .tuples = 300'000,
                              .linear_tuples = 10'000'000,
                              .crowd_records = 30'000,
                              .seed = 1};
constexpr Effort kQuick = {.trail_records = 6'000,
                           .rounds = 5,
                           .pass_seconds = 0.02,
                           .files = 300,
                           .big_bytes = 8'000'000,
                           .exhaustive_pairs = 300'000,
                           .oracle_pairs = 1'000,
                           .tuples = 50'000,
                           .linear_tuples = 500'000,
                           .crowd_records = 4'000,
                           .seed = 1};

}  // namespace
}  // namespace spoor::bench

int main(int argc, char** argv) {
  using namespace spoor::bench;
  if (argc > 2 && argv[1] == kRunAlone) return run_alone(argv + 2);
  CLI::App app("figures of the engine");
  bool is_quick = false;
  std::string json, only, folder;
  std::size_t big_megabytes = 0;
  std::uint64_t seed = 1;
  std::string spoor = SPOOR_BINARY;
  app.add_flag("--quick", is_quick, "fewer records, files and rounds: a minute, and less exact");
  app.add_option("--json", json, "write the figures to FILE too")->type_name("FILE");
  app.add_option("--big", big_megabytes, "megabytes of the one large file, unpacked (default 40)")->type_name("N");
  app.add_option("--seed", seed, "of rules, records and files (default 1)")->type_name("N");
  app.add_option("--spoor", spoor, "the binary whose memory is measured")->type_name("FILE");
  app.add_option("--only", only,
                 "one workload alone, by its name, or `files`, `memory` or `correlation`: for a profiler")
      ->type_name("NAME");
  app.add_option("--export", folder, "only write records and 1,000 selective rules to FOLDER, for other tools")
      ->type_name("FOLDER");
  CLI11_PARSE(app, argc, argv);

  Effort effort = is_quick ? kQuick : kThorough;
  effort.seed = seed;
  if (big_megabytes != 0) effort.big_bytes = big_megabytes * 1'000'000;
  if (!folder.empty()) {
    const Workload& workload = workloads().front();
    std::ofstream records(folder + "/records.ndjson");
    for (const std::string& record : records_of(workload, seed, effort.trail_records)) records << record << '\n';
    std::ofstream rules(folder + "/rules.spoor");
    rules << workload.rules(1'000);
    return records.flush().good() && rules.flush().good() ? 0 : 2;
  }
  Results results;
  print_header();
  if (only.empty()) add_compile_figures(effort, results);
  if (only.empty() || only == "files") add_folder_figures(effort, spoor, results);
  if (only.empty() || only == "memory") add_memory_figures(effort, spoor, results);
  if (only.empty() || only == "correlation") add_correlation_figures(effort, results);
  if (only.empty()) add_array_figures(effort, results);
  add_workload_figures(effort, only, results);
  if (!json.empty() && !write_json(results, effort, json)) {
    std::fprintf(stderr, "%s cannot be written\n", json.c_str());
    return 2;
  }
  for (const std::string& failure : results.failures) std::printf("FAILED %s\n", failure.c_str());
  return results.failures.empty() ? 0 : 1;
}
