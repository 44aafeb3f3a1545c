// The packs that ship: they compile without a word, are described, and hit what they should in real records.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "cli/workbench/test_runner.h"
#include "compiler/compile.h"
#include "runtime/match/matcher.h"
#include "tests/checkout.h"
#include "tests/rules/builtin_rules.h"
#include "tests/spec/rules_folder.h"

namespace spoor {
namespace {

const std::filesystem::path kData = test::kCheckout / "../shared/data";

const Compiled& example_rules() {
  static const Compiled compiled = [] {
    const spec::RulesFolder folder(test::kCheckout / "examples");
    return compile({.files = folder.files("kubernetes"), .outputs = {}}, folder);
  }();
  return compiled;
}

TEST(Rules, CompileWithoutDiagnostics) {
  const Compiled& compiled = builtin_rules();
  std::string text;
  for (const Diagnostic& diagnostic : compiled.diagnostics) text += render(diagnostic, compiled.sources, false);
  EXPECT_EQ(text, "");
  EXPECT_GE(compiled.program.rules.size(), 60U);
}

bool has_message(const Program& program, const RuleRow& rule) {
  const auto begin = program.outputs.begin() + rule.first_output;
  return std::any_of(begin, begin + rule.output_count,
                     [](const OutputRow& output) { return output.role == OutputRole::message; });
}

TEST(Rules, AreDescribed) {
  const Program& program = builtin_rules().program;
  std::set<std::string> titles;
  for (const RuleRow& rule : program.rules) {
    SCOPED_TRACE(program.string(rule.name));
    EXPECT_TRUE(program.string(rule.name).starts_with("aws."));
    for (const MetaKey key : {MetaKey::title, MetaKey::id, MetaKey::severity, MetaKey::attack, MetaKey::description,
                              MetaKey::falsepositives, MetaKey::runbook, MetaKey::refs, MetaKey::tags}) {
      EXPECT_FALSE(values(program, rule, key).empty()) << "no " << spelling(key);
    }
    EXPECT_TRUE(has_message(program, rule)) << "no `emit`";
    EXPECT_TRUE(titles.emplace(program.string(rule.title)).second) << "another rule has this title";
  }
}

std::ifstream open_data(const std::filesystem::path& path) { return std::ifstream(kData / path, std::ios::binary); }

TEST(Rules, NameTechniquesOfAttack) {
  std::ifstream in = open_data("attack_techniques.tsv");
  if (!in) GTEST_SKIP() << "the table of ATT&CK techniques is not here";
  std::set<std::string, std::less<>> known;
  for (std::string line; std::getline(in, line);) known.insert(line.substr(0, line.find('\t')));
  const Program& program = builtin_rules().program;
  for (const RuleRow& rule : program.rules) {
    for (const std::string& technique : values(program, rule, MetaKey::attack)) {
      EXPECT_TRUE(known.contains(technique)) << program.string(rule.name) << ": " << technique;
    }
  }
}

// The rules without memory that hold for the record. What one with memory makes of many records shows in scan_test.py.
std::vector<Index> rules_that_hold(Matcher& matcher, const Program& program, const OwnedRecord& record) {
  std::vector<Index> rules;
  for (const Index index : matcher.match(record.record())) {
    const ConditionRow& condition = program.conditions[index];
    if (condition.step == kNone) rules.push_back(condition.rule);
  }
  return rules;
}

using Counts = std::map<std::string, std::size_t>;

// tests/rules/expected.tsv: corpus, rule, count.
std::map<std::string, Counts> expected_counts() {
  std::ifstream in(test::kCheckout / "tests/rules/expected.tsv");
  std::map<std::string, Counts> expected;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    std::istringstream fields(line);
    std::string corpus;
    std::string rule;
    std::size_t count = 0;
    fields >> corpus >> rule >> count;
    expected[corpus][rule] = count;
  }
  return expected;
}

TEST(Rules, HitWhatJqFinds) {
  if (!std::filesystem::exists(kData)) GTEST_SKIP() << "the shared records are not here";
  auto prepared = PreparedProgram::make(builtin_rules().program);
  ASSERT_TRUE(prepared) << prepared.error();
  Matcher matcher(*prepared);
  const auto expected = expected_counts();
  for (const auto& entry : std::filesystem::directory_iterator(kData / "cloudtrail")) {
    const std::string corpus = entry.path().stem().string();
    std::ifstream in = open_data("cloudtrail/" + entry.path().filename().string());
    Counts counts;
    for (std::string line; std::getline(in, line);) {
      const auto record = OwnedRecord::read(line);
      ASSERT_TRUE(record) << corpus;
      for (const Index rule : rules_that_hold(matcher, (*prepared)->program(), *record)) {
        ++counts[std::string((*prepared)->program().rule_name(rule))];
      }
    }
    ASSERT_TRUE(expected.contains(corpus)) << corpus << " has no rows in expected.tsv";
    EXPECT_EQ(counts, expected.at(corpus)) << corpus;
  }
}

TEST(Rules, PassTheirOwnTests) {
  for (const Compiled* compiled : {&builtin_rules(), &example_rules()}) {
    auto prepared = PreparedProgram::make(compiled->program);
    ASSERT_TRUE(prepared) << prepared.error();
    ASSERT_FALSE(compiled->tests.empty());
    for (const TestResult& result : run_tests(compiled->tests, *prepared, 1)) {
      EXPECT_TRUE(result.has_passed) << result.test->rule << " \"" << result.test->name << "\" fired " << result.fired
                                     << " times " << result.problem;
    }
  }
}

TEST(Rules, OfExamplesHaveTestsOfBothKinds) {
  std::map<std::string, std::pair<int, int>> counts;
  for (const TestCase& test : example_rules().tests) {
    ++(test.fires ? counts[test.rule].first : counts[test.rule].second);
  }
  for (const RuleRow& rule : example_rules().program.rules) {
    const auto [fires, silent] = counts[std::string(example_rules().program.string(rule.name))];
    EXPECT_TRUE(fires > 0 && silent > 0) << example_rules().program.string(rule.name);
  }
}

TEST(Rules, AreEachSeenToFire) {
  std::set<std::string> seen;
  for (const TestCase& test : builtin_rules().tests) {
    if (test.fires) seen.insert(test.rule);
  }
  for (const auto& [corpus, counts] : expected_counts()) {
    for (const auto& [rule, count] : counts) seen.insert(rule);
  }
  const Program& program = builtin_rules().program;
  for (const RuleRow& rule : program.rules) {
    EXPECT_TRUE(seen.erase(std::string(program.string(rule.name))) == 1)
        << program.string(rule.name) << " is never seen to fire";
  }
  EXPECT_THAT(seen, testing::IsEmpty()) << "there are no such rules";
}

}  // namespace
}  // namespace spoor
