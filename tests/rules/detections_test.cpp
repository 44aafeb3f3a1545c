// What the pack `aws` promises: a rule for every detection of detections.txt, with tests of both kinds, and a runbook
// whose commands work.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string_view>

#include "tests/checkout.h"
#include "tests/rules/builtin_rules.h"
#include "tests/spec/rules_folder.h"

namespace spoor {
namespace {

// How the id of a rule begins that serves none of the detections.
constexpr std::string_view kOwn = "X-";

// The first cell of each line, but for those that are comments.
std::set<std::string> first_cells(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::set<std::string> cells;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    EXPECT_TRUE(cells.insert(line.substr(0, line.find('\t'))).second) << line << " stands there twice";
  }
  return cells;
}

std::set<std::string> promised() { return first_cells(test::kCheckout / "tests/rules/detections.txt"); }

// The name of each rule by its id.
std::map<std::string, std::string> names_by_id() {
  const Program& program = builtin_rules().program;
  std::map<std::string, std::string> names;
  for (const RuleRow& rule : program.rules) {
    const std::string name(program.string(rule.name));
    for (const std::string& id : values(program, rule, MetaKey::id)) {
      const auto [other, is_new] = names.emplace(id, name);
      EXPECT_TRUE(is_new) << name << " and " << other->second << " have the id " << id;
    }
  }
  return names;
}

TEST(Detections, HaveRules) {
  const std::set<std::string> all = promised();
  EXPECT_EQ(all.size(), 159U);
  std::set<std::string> served;
  for (const auto& [id, name] : names_by_id()) {
    if (id.starts_with(kOwn)) continue;
    const std::string detection = id.substr(0, id.find('-'));
    EXPECT_TRUE(all.contains(detection)) << name << ": there is no detection " << detection;
    served.insert(detection);
  }
  EXPECT_EQ(served, all);
}

TEST(Detections, AreThoseOfTheDesign) {
  const std::filesystem::path path = test::kCheckout / "../shared/detections.tsv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the list of detections is not here";
  EXPECT_EQ(first_cells(path), promised());
}

TEST(Detections, HaveTestsOfBothKinds) {
  std::map<std::string, std::pair<int, int>> counts;
  for (const TestCase& test : builtin_rules().tests) {
    ++(test.fires ? counts[test.rule].first : counts[test.rule].second);
  }
  const Program& program = builtin_rules().program;
  for (const RuleRow& rule : program.rules) {
    const auto [fires, silent] = counts[std::string(program.string(rule.name))];
    EXPECT_GE(fires, 2) << program.string(rule.name);
    EXPECT_GE(silent, 2) << program.string(rule.name);
  }
}

// The conditions of the commands `spoor find [-c] 'CONDITION' LOGS` between backquotes.
std::vector<std::string> conditions_of(std::string_view runbook) {
  constexpr std::string_view kCommand = "`spoor find ";
  std::vector<std::string> conditions;
  for (std::size_t at = runbook.find(kCommand); at != std::string_view::npos; at = runbook.find(kCommand, at + 1)) {
    const std::string_view command = runbook.substr(at + 1, runbook.find('`', at + 1) - at - 1);
    const std::size_t open = command.find('\'');
    const std::size_t close = command.rfind('\'');
    EXPECT_TRUE(open < close && command.substr(close).starts_with("' LOGS")) << command;
    if (open < close) conditions.emplace_back(command.substr(open + 1, close - open - 1));
  }
  return conditions;
}

TEST(Detections, HaveRunbooksWhoseCommandsWork) {
  const spec::RulesFolder folder(test::kCheckout / "rules");
  const Program& program = builtin_rules().program;
  std::set<std::string> seen;
  for (const RuleRow& rule : program.rules) {
    SCOPED_TRACE(program.string(rule.name));
    std::vector<std::string> conditions;
    for (const std::string& runbook : values(program, rule, MetaKey::runbook)) conditions = conditions_of(runbook);
    EXPECT_FALSE(conditions.empty()) << "no command in the runbook";
    for (const std::string& condition : conditions) {
      if (!seen.insert(condition).second) continue;
      const Compiled compiled = compile_condition(condition, {}, folder);
      std::string problems;
      for (const Diagnostic& diagnostic : compiled.diagnostics) {
        problems += render(diagnostic, compiled.sources, false);
      }
      EXPECT_EQ(problems, "");
      EXPECT_EQ(compiled.program.rules.size(), 1U) << condition;
    }
  }
  EXPECT_GE(seen.size(), 100U);
}

}  // namespace
}  // namespace spoor
