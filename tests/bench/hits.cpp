#include "tests/bench/hits.h"

#include <algorithm>

#include "tests/bench/engine.h"
#include "tests/oracle/evaluate.h"

namespace spoor::bench {

namespace {

constexpr std::size_t kOracleRecords = 24, kFewestRecords = 12;

// Records of all over the corpus, drawn: what stands at even distances may be all of one kind.
std::vector<std::string_view> sample(const Corpus& corpus, std::size_t wanted) {
  const auto& records = corpus.records();
  if (wanted >= records.size()) return records;
  Random random(wanted);
  std::vector<std::string_view> out;
  while (out.size() < std::max(wanted, kFewestRecords)) out.push_back(random.pick(records));
  return out;
}

std::vector<std::uint64_t> counts_of(Engine& engine, const std::vector<std::string_view>& records, std::size_t rules) {
  std::vector<std::uint64_t> hits(rules);
  for (const std::string_view record : records) engine.count(record, hits);
  return hits;
}

// Of every `step`th rule; the others stay at what `otherwise` has.
std::vector<std::uint64_t> counts_of(const ClosedTree& tree, const std::vector<std::string_view>& records,
                                     std::size_t step, const std::vector<std::uint64_t>& otherwise) {
  std::vector<std::uint64_t> hits = otherwise;
  for (std::size_t rule = 0; rule < hits.size(); rule += step) hits[rule] = 0;
  for (const std::string_view record : records) {
    const auto json = oracle::read_json(record);
    for (std::size_t rule = 0; json && rule < hits.size(); rule += step) {
      if (oracle::holds(tree, tree.rules[rule], *json)) ++hits[rule];
    }
  }
  return hits;
}

void compare(const Workload& workload, const char* other, const std::vector<std::uint64_t>& counts,
             const std::vector<std::uint64_t>& wanted, HitCheck& check) {
  for (std::size_t rule = 0; rule < counts.size(); ++rule) {
    if (counts[rule] == wanted[rule]) continue;
    check.failures.push_back(std::string(workload.name) + ", " + std::to_string(counts.size()) + " rules: rule_" +
                             std::to_string(rule) + " has " + std::to_string(counts[rule]) + " hits, " + other +
                             " says " + std::to_string(wanted[rule]));
    return;
  }
}

}  // namespace

HitCheck check_hits(const Workload& workload, std::size_t rules, const Corpus& corpus, const CheckSize& size) {
  HitCheck check;
  const Program program = program_of(workload, rules);
  Engine indexed(prepared(program)), exhaustive(prepared(program, Search::exhaustive));
  const auto all = sample(corpus, size.exhaustive_pairs / rules / workload.record_share);
  const auto counts = counts_of(indexed, all, rules);
  compare(workload, "asking every rule", counts, counts_of(exhaustive, all, rules), check);
  const auto few = sample(corpus, std::min(kOracleRecords, size.oracle_pairs / 20));
  const std::size_t step =
      rules / std::min(rules, size.oracle_pairs / few.size()) | 1;  // odd: rules come in kinds by turns
  const Typed typed = type_check(rules_of(workload, rules), bench_source());
  const auto sampled = counts_of(indexed, few, rules);
  compare(workload, "the oracle", sampled, counts_of(typed.tree, few, step, sampled), check);
  for (const std::uint64_t hits : counts) check.hits += hits;
  check.exhaustive_records = all.size();
  check.oracle_records = few.size();
  return check;
}

}  // namespace spoor::bench
