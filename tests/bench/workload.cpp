#include "tests/bench/workload.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "tests/bench/records.h"
#include "tests/bench/rules.h"
#include "tests/no_packs.h"

namespace spoor::bench {

namespace {

std::vector<std::string> arrays_of_all_lengths(Random& random, std::size_t count) {
  return array_records(random, count);
}

constexpr Workload kWorkloads[] = {
    {"selective", selective_rules, trail_records, 1, 1.3},
    {"forty fields", forty_field_rules, trail_records, 1, 1.5},
    {"unselective conjuncts", unselective_conjunct_rules, trail_records, 1, 2},
    {"match-heavy", match_heavy_rules, trail_records, 1, 0},
    {"negation only", negation_rules, trail_records, 1, 2},
    {"contains", contains_rules, trail_records, 1, 2},
    {"regex", regex_rules, trail_records, 1, 2},
    {"lists of 100,000", list_rules, trail_records, 1, 0},
    {"wide records", wide_rules, wide_records, 40, 0},
    {"arrays", array_rules, arrays_of_all_lengths, 400, 0},
    {"hostile", hostile_rules, hostile_records, 400, 0},
    {"rule bombs", bomb_rules, trail_records, 1, 0},
};

class ListFiles : public test::NoPacks {
 public:
  tl::expected<std::string, std::string> data(std::string_view, std::string_view name) const override {
    if (name == "addresses.txt") return listed_addresses();
    if (name == "networks.txt") return listed_networks();
    return tl::make_unexpected(std::string("no such file"));
  }
};

}  // namespace

std::span<const Workload> workloads() { return kWorkloads; }

std::vector<std::string> records_of(const Workload& workload, std::uint64_t seed, std::size_t trail_records) {
  Random random(seed);
  return workload.records(random, std::max<std::size_t>(9, trail_records / workload.record_share));
}

CompileRequest rules_of(const Workload& workload, std::size_t count) {
  return {{{"bench.spoor", workload.rules(count)}}, {}};
}

Program program_of(const std::string& rules) {
  Compiled compiled = compile({{{"bench.spoor", rules}}, {}}, bench_source());
  if (!has_error(compiled.diagnostics)) return std::move(compiled.program);
  std::fprintf(stderr, "generated rules do not compile\n%s",
               render(compiled.diagnostics.front(), compiled.sources, false).c_str());
  std::exit(2);
}

Program program_of(const Workload& workload, std::size_t count) { return program_of(workload.rules(count)); }

const Source& bench_source() {
  static const ListFiles kSource;
  return kSource;
}

}  // namespace spoor::bench
