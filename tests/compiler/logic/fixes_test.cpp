// Safe fixes of the family `logic`, on conditions that nobody wrote: a rule says of every record of a small world what
// it said before, with one fix made and with all. SPOOR_LOGIC_CASES and SPOOR_LOGIC_SEED as for logic_test.
#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/lint/lint.h"
#include "tests/compiler/logic/small_conditions.h"
#include "tests/no_packs.h"
#include "tests/oracle/both.h"
#include "tests/setting.h"

namespace spoor {
namespace {

constexpr std::size_t kConditionsOfFile = 100;
constexpr std::string_view kBefore = " { where ";

struct Edited {
  std::size_t rule;
  std::string condition;
};

std::string with_fixes(std::string text, std::vector<Fix> fixes, std::uint32_t begin) {
  std::sort(fixes.begin(), fixes.end(), [](const Fix& a, const Fix& b) { return a.span.begin > b.span.begin; });
  std::uint32_t last = UINT32_MAX;
  for (const Fix& fix : fixes) {
    if (fix.span.end > last) continue;  // of two that overlap one is made
    last = fix.span.begin;
    text.replace(fix.span.begin - begin, fix.span.end - fix.span.begin, fix.replacement);
  }
  return text;
}

// Conditions with each of the fixes that lints have for them, and with all.
std::vector<Edited> edited(const std::vector<std::string>& conditions) {
  std::string file = "pack small { schema cloudtrail }\n";
  std::vector<std::uint32_t> begins;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    file += "rule r" + std::to_string(i) + std::string(kBefore);
    begins.push_back(static_cast<std::uint32_t>(file.size()));
    file += conditions[i] + " }\n";
  }
  LintSettings settings;
  for (const LintInfo& lint : lints()) {
    const bool is_asked =
        lint.kind == DiagnosticKind::redundant_condition || lint.kind == DiagnosticKind::repeated_literal;
    if (!is_asked) settings.levels[lint.kind] = Severity::off;
  }
  const Inspected rules = inspect({.files = {{"small.spoor", file}}, .outputs = {}}, test::NoPacks());
  const std::set<SourceId> files = {rules.trees.trees.front().source};
  const Diagnostics findings = run_lints({rules, files, settings});
  std::vector<std::vector<Fix>> of_rule(conditions.size());
  std::vector<Edited> out;
  for (const Diagnostic& finding : findings) {
    if (finding.fixes.empty()) continue;
    const auto rule = static_cast<std::size_t>(std::upper_bound(begins.begin(), begins.end(), finding.span.begin) -
                                               begins.begin() - 1);
    out.push_back({rule, with_fixes(conditions[rule], finding.fixes, begins[rule])});
    of_rule[rule].insert(of_rule[rule].end(), finding.fixes.begin(), finding.fixes.end());
  }
  for (std::size_t rule = 0; rule < conditions.size(); ++rule) {
    if (of_rule[rule].size() > 1) out.push_back({rule, with_fixes(conditions[rule], of_rule[rule], begins[rule])});
  }
  return out;
}

TEST(LogicFixes, LeaveEveryRuleAsItWas) {
  const std::uint64_t cases = test::setting("SPOOR_LOGIC_CASES", 20'000);
  const std::uint64_t first = test::setting("SPOOR_LOGIC_SEED", 1);
  const std::vector<std::string> records = test::small_records();
  std::size_t fixes = 0;
  for (std::uint64_t seed = first; seed < first + cases / kConditionsOfFile; ++seed) {
    oracle::Random random(seed + 20'000'000);
    test::SmallConditions generator(random);
    std::vector<std::string> before, after;
    while (before.size() < kConditionsOfFile) before.push_back(generator.next(4));
    std::vector<std::size_t> of;
    for (Edited& one : edited(before)) {
      of.push_back(one.rule);
      after.push_back(std::move(one.condition));
    }
    if (after.empty()) continue;
    fixes += after.size();
    const oracle::Both was("", before), is("", after);
    ASSERT_EQ(is.diagnostics(), "") << "seed " << seed;
    for (const std::string& record : records) {
      const std::vector<bool> said = was.exhaustive(record), says = is.exhaustive(record);
      for (std::size_t i = 0; i < after.size(); ++i) {
        ASSERT_EQ(says[i], said[of[i]]) << before[of[i]] << "\nbecame " << after[i] << "\nrecord " << record
                                        << "\nseed " << seed;
      }
    }
  }
  EXPECT_GE(fixes, cases / 20);
}

}  // namespace
}  // namespace spoor
