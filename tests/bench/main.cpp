// Figures of the engine, nearly all of them ratios of times of one run, so that they can be held against targets and
// against those of another machine; spec/performance.md says what they mean.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "tests/bench/figures.h"

int main(int argc, char** argv) {
  using namespace spoor::bench;
  CLI::App app("figures of the engine");
  bool is_quick = false;
  std::string json;
  std::size_t big_megabytes = 0;
  std::uint64_t seed = 1;
  app.add_flag("--quick", is_quick, "fewer records, files and rounds: under a minute, and less exact");
  app.add_option("--json", json, "write the figures to FILE too")->type_name("FILE");
  app.add_option("--big", big_megabytes, "megabytes of the one large file, unpacked (default 40)")->type_name("N");
  app.add_option("--seed", seed, "of rules, records and files (default 1)")->type_name("N");
  CLI11_PARSE(app, argc, argv);

  Effort effort = is_quick ? Effort{8'000, 5, 0.02, 300, 8'000'000, 1'000'000, 10'000, seed}
                           : Effort{30'000, 7, 0.15, 3'000, 40'000'000, 20'000'000, 50'000, seed};
  if (big_megabytes != 0) effort.big_bytes = big_megabytes * 1'000'000;
  Results results;
  print_header();
  add_record_figures(effort, results);
  if (!json.empty() && !write_json(results, effort, json)) {
    std::fprintf(stderr, "%s cannot be written\n", json.c_str());
    return 2;
  }
  for (const std::string& failure : results.failures) std::printf("FAILED %s\n", failure.c_str());
  return results.failures.empty() ? 0 : 1;
}
