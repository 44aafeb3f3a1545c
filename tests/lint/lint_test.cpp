// Runs the tables beside it, one a family of lints; the stage of their cases is `lints`. Each lint, and each error and
// warning of the compiler, must stand in a table with the exact place that it speaks of.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "tests/lint/linted_case.h"
#include "tests/no_packs.h"
#include "tests/stage_cases.h"

namespace spoor {
namespace {

const std::filesystem::path kRoot = SPOOR_SOURCE_DIR;

class LintTable : public testing::TestWithParam<std::string> {};

TEST_P(LintTable, HoldsForEveryCase) {
  test::check_stage_cases(kRoot / "tests/lint" / GetParam(), [](const test::StageCase& stage_case) {
    EXPECT_EQ(stage_case.stage, "lints") << stage_case.name;
    return test::to_text(test::lint_case(stage_case));
  });
}

// Tables of `logs` are not among them: its lints read logs too.
INSTANTIATE_TEST_SUITE_P(Families, LintTable,
                         testing::Values("names.txt", "logic.txt", "cost.txt", "tests.txt", "hygiene.txt"),
                         [](const auto& parameter) { return parameter.param.substr(0, parameter.param.find('.')); });

TEST(Groups, FaultsOfArgumentsAreOfTheirFileAlone) {
  const test::NoPacks no_packs;
  const std::vector<SourceText> files = {
      {"used.spoor",
       "pack used { schema cloudtrail }\n"
       "def asks(service) = eventSource == concat(service, \".amazonaws.com\")\n"},
      {"mine.spoor", "pack mine { schema cloudtrail }\nuse used\nrule r { where used.asks(\"emial\") }\n"}};
  const std::vector<LintGroup> groups = {{{"used.spoor"}, test::lint_settings()},
                                         {{"mine.spoor"}, test::lint_settings()}};
  const Linted linted = lint_rules({.files = files, .outputs = {}}, no_packs, groups);
  std::vector<std::string> places;
  for (const Diagnostic& finding : linted.findings) {
    if (finding.kind == DiagnosticKind::unknown_source)
      places.emplace_back(linted.rules.compiled.sources.text(finding.span));
  }
  EXPECT_EQ(places, std::vector<std::string>{"\"emial\""}) << test::to_text(linted);
}

// The codes that the cases of the tables in a folder expect, as in `error[E0101]: ...`.
std::set<std::string> codes_expected_in(const std::filesystem::path& folder) {
  std::set<std::string> codes;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".txt") continue;
    for (const test::StageCase& stage_case : test::read_stage_cases(entry.path())) {
      for (std::size_t at = stage_case.expected.find("]: "); at != std::string::npos;
           at = stage_case.expected.find("]: ", at + 1)) {
        const std::size_t begin = stage_case.expected.rfind('[', at);
        if (begin == std::string::npos) continue;
        const std::string named = stage_case.expected.substr(begin + 1, at - begin - 1);
        codes.insert(named.substr(0, named.find(' ')));  // behind the code a lint has its id
      }
    }
  }
  return codes;
}

TEST(Coverage, EveryLintHasACaseWithItsPlace) {
  const std::set<std::string> expected = codes_expected_in(kRoot / "tests/lint");
  for (const LintInfo& lint : lints()) {
    if (lint.family == LintFamily::logs) continue;
    const std::string file = "tests/lint/" + std::string(to_text(lint.family)) + ".txt";
    EXPECT_TRUE(expected.contains(std::string(info(lint.kind).code))) << file << " has no case of " << lint.id;
  }
}

// Their causes do not fit into a table: tests/compiler/hostile_sources_test.cpp and stage_test.cpp make the first. The
// last three are of commands and not of the compiler: tests/cli/place_formats_test.py has their places.
const std::set<DiagnosticKind> kInNoTable = {DiagnosticKind::not_utf8,        DiagnosticKind::source_too_large,
                                             DiagnosticKind::absent_database, DiagnosticKind::bad_settings,
                                             DiagnosticKind::failed_test,     DiagnosticKind::not_formatted};

TEST(Coverage, EveryDiagnosticHasACaseWithItsPlace) {
  const std::set<std::string> expected = codes_expected_in(kRoot / "tests/compiler/stages");
  for (std::size_t index = 0; index < diagnostic_kind_count(); ++index) {
    const auto kind = static_cast<DiagnosticKind>(index);
    if (find_lint(kind) != nullptr || kInNoTable.contains(kind)) continue;
    EXPECT_TRUE(expected.contains(std::string(info(kind).code)))
        << "no table of tests/compiler/stages has a case of " << info(kind).id;
  }
}

}  // namespace
}  // namespace spoor
