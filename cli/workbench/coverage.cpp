#include "cli/workbench/coverage.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <string_view>
#include <thread>
#include <tuple>
#include <utility>

#include "cli/workbench/rule_coverage.h"

namespace spoor {

namespace {

using TestsByRule = std::map<std::string_view, std::vector<const TestCase*>>;

// Whether the rule stands in the files, or is tuned there.
bool is_looked_at(const closed::Rule& rule, const std::set<SourceId>& files) {
  return !rule.is_hidden &&
         std::any_of(rule.places.begin(), rule.places.end(), [&](Span place) { return files.contains(place.source); });
}

using PartPlace = std::tuple<SourceId, std::uint32_t, std::uint32_t>;

// Adds the parts of one rule to those of all: a part of several rules, or that several expansions have, is one.
class Pool {
 public:
  explicit Pool(Coverage& coverage) : coverage_(coverage) {}

  void add(const std::vector<RulePart>& parts, const std::vector<PartFacts>& facts, RuleCoverage& rule) {
    std::vector<std::uint32_t> numbers;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const RulePart& part = parts[i];
      const auto next = static_cast<std::uint32_t>(coverage_.parts.size());
      const PartPlace place{part.span.source, part.span.begin, part.span.end};
      const auto [known, is_new] = known_.try_emplace(place, next);
      if (is_new) coverage_.parts.push_back({part.kind, part.span, part.is_in_def});
      numbers.push_back(known->second);
      PartCoverage& pooled = coverage_.parts[known->second];
      if (part.parent && numbers[*part.parent] != known->second) pooled.parents.push_back(numbers[*part.parent]);
      pooled.has_held |= facts[i].has_held;
      pooled.has_failed |= facts[i].has_failed;
      pooled.has_decided |= facts[i].has_decided;
      pooled.is_covered |= facts[i].is_covered;
    }
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    rule.parts = std::move(numbers);
  }

 private:
  Coverage& coverage_;
  std::map<PartPlace, std::uint32_t> known_;
};

}  // namespace

Coverage coverage(const Inspected& rules, const std::set<SourceId>& files, unsigned threads) {
  ClosedTree tree = rules.tree;
  const Expansions expansions(rules.tree);
  const auto is_of_files = [&](Span span) { return files.contains(span.source); };
  TestsByRule tests;
  for (const TestCase& test : rules.compiled.tests) tests[test.rule].push_back(&test);
  const auto tests_of = [&](const closed::Rule& rule) -> const std::vector<const TestCase*>& {
    static const std::vector<const TestCase*> kNoTests;
    const auto own = tests.find(rule.name);
    return own == tests.end() ? kNoTests : own->second;
  };

  std::vector<std::size_t> chosen;
  std::vector<RuleQuestions> asked;
  for (std::size_t rule = 0; rule < tree.rules.size(); ++rule) {
    if (!is_looked_at(tree.rules[rule], files)) continue;
    chosen.push_back(rule);
    asked.push_back({parts_of(rules.tree, expansions, tree.rules[rule], is_of_files), {}});
    asked.back().turned = add_turned_parts(tree, asked.back().parts);
  }

  Coverage out;
  out.rules.resize(tree.rules.size());
  std::vector<std::vector<PartFacts>> facts(chosen.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next.fetch_add(1); i < chosen.size(); i = next.fetch_add(1)) {
      facts[i] = facts_of(tree, chosen[i], asked[i], tests_of(tree.rules[chosen[i]]), rules.compiled.table_rows,
                          out.rules[chosen[i]].problem);
    }
  };
  std::vector<std::thread> others;
  for (unsigned i = 1; i < std::min<std::size_t>(threads, chosen.size()); ++i) others.emplace_back(work);
  work();
  for (std::thread& thread : others) thread.join();

  Pool pool(out);
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    RuleCoverage& rule = out.rules[chosen[i]];
    pool.add(asked[i].parts, facts[i], rule);
    rule.is_looked_at = true;
    for (const TestCase* test : tests_of(tree.rules[chosen[i]])) ++(test->fires ? rule.firing : rule.silent);
  }
  return out;
}

}  // namespace spoor
