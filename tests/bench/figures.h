#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace spoor::bench {

// One line of the result. A figure without target is there to show where a regression sits.
struct Figure {
  std::string name;
  double value = 0;
  std::string unit;  // "x": a ratio of two times of one run
  std::optional<double> target = std::nullopt;
  bool is_at_least = false;  // the target is a lower bound

  bool is_met() const { return !target || (is_at_least ? value >= *target : value <= *target); }
};

struct Results {
  std::vector<Figure> figures;
  std::vector<std::string> failures;  // hit counts that differ: no time of that workload counts

  // Prints the figure at once, since a run takes minutes.
  void add(Figure figure);
};

// How much a run does.
struct Effort {
  std::size_t trail_records;  // in memory
  std::size_t rounds;
  double pass_seconds;    // of one work of one round, about
  std::size_t files;      // of the folder
  std::size_t big_bytes;  // of the one large file, unpacked
  std::size_t exhaustive_pairs, oracle_pairs;
  std::size_t tuples;         // that are correlated in memory
  std::size_t linear_tuples;  // that are held against a tenth of them
  std::size_t crowd_records;  // of which tuples are spilled
  std::uint64_t seed;
};

// By what is measured, a file each.
void add_workload_figures(const Effort& effort, const std::string& only, Results& results);  // `only` empty: all
void add_array_figures(const Effort& effort, Results& results);
void add_folder_figures(const Effort& effort, const std::string& spoor, Results& results);
void add_memory_figures(const Effort& effort, const std::string& spoor, Results& results);
void add_correlation_figures(const Effort& effort, Results& results);
void add_compile_figures(const Effort& effort, Results& results);

void print_header();
bool write_json(const Results& results, const Effort& effort, const std::string& path);

}  // namespace spoor::bench
