#include "tests/bench/figures.h"

#include <fmt/format.h>

#include <fstream>

namespace spoor::bench {

namespace {

const char* verdict(const Figure& figure) {
  if (!figure.target) return "";
  return figure.is_met() ? "met" : "MISSED";
}

std::string target(const Figure& figure) {
  return figure.target ? fmt::format("{} {:g}", figure.is_at_least ? ">=" : "<=", *figure.target) : "";
}

}  // namespace

void print_header() { fmt::print("{:<58} {:>10} {:<9} {:>8}  {}\n", "figure", "value", "unit", "target", "verdict"); }

void Results::add(Figure figure) {
  fmt::print("{:<58} {:>10.2f} {:<9} {:>8}  {}\n", figure.name, figure.value, figure.unit, target(figure),
             verdict(figure));
  std::fflush(stdout);
  figures.push_back(std::move(figure));
}

bool write_json(const Results& results, const Effort& effort, const std::string& path) {
  std::ofstream out(path);
  out << fmt::format("{{\n  \"seed\": {}, \"rounds\": {}, \"hits_agree\": {},\n  \"figures\": [", effort.seed,
                     effort.rounds, results.failures.empty());
  const char* separator = "\n";
  for (const Figure& figure : results.figures) {
    out << separator
        << fmt::format(
               R"(    {{"name": "{}", "value": {:.6g}, "unit": "{}", "target": {}, "at_least": {}, "verdict": "{}"}})",
               figure.name, figure.value, figure.unit, figure.target ? fmt::format("{:g}", *figure.target) : "null",
               figure.is_at_least, verdict(figure));
    separator = ",\n";
  }
  out << "\n  ]\n}\n";
  return out.flush().good();
}

}  // namespace spoor::bench
