// What lints offer as fixes, in all cases of the tables and on all pages of the manual: each leads to rules that
// compile as well as before and have one finding less, and a safe one to rules that mean the same.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/checkout.h"
#include "tests/lint/linted_case.h"
#include "tests/lint/same_meaning.h"
#include "tests/spec/example_source.h"
#include "tests/spec/page.h"
#include "tests/stage_cases.h"

namespace spoor {
namespace {

struct Given {
  std::string name;
  std::vector<SourceText> files;
  std::shared_ptr<const Source> source;
};

std::vector<Given> all_given() {
  std::vector<Given> all;
  for (const auto& entry : std::filesystem::directory_iterator(test::kCheckout / "tests/lint")) {
    if (entry.path().extension() != ".txt") continue;
    for (const test::StageCase& stage_case : test::read_stage_cases(entry.path())) {
      auto files = std::make_shared<test::CaseFiles>(stage_case);
      all.push_back({entry.path().filename().string() + ": " + stage_case.name, files->rules(), files});
    }
  }
  for (const spec::Page& page : spec::read_pages(test::kCheckout / "spec/lints")) {
    for (const spec::Block& block : page.blocks) {
      if (block.kind != "spoor-lint") continue;
      const spec::Expectation example = spec::read_expectation(block);
      all.push_back({fmt::format("{}:{}", page.name, block.line), spec::request_of(example).files,
                     std::make_shared<spec::ExampleSource>(example.data)});
    }
  }
  return all;
}

// Nothing if a fix is of a file that is not given.
std::vector<SourceText> edited(const Given& given, const Linted& linted, const Diagnostic& finding) {
  std::vector<SourceText> files = given.files;
  std::vector<Fix> fixes = finding.fixes;
  std::sort(fixes.begin(), fixes.end(), [](const Fix& a, const Fix& b) { return a.span.begin > b.span.begin; });
  for (const Fix& fix : fixes) {
    const std::string& name = linted.rules.compiled.sources[fix.span.source].name();
    const auto file =
        std::find_if(files.begin(), files.end(), [&](const SourceText& other) { return other.name == name; });
    EXPECT_NE(file, files.end()) << name;
    if (file == files.end()) continue;
    file->text.replace(fix.span.begin, fix.span.end - fix.span.begin, fix.replacement);
  }
  return files;
}

std::size_t count(const Diagnostics& findings, const Diagnostic& like) {
  return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), [&](const Diagnostic& finding) {
    return finding.kind == like.kind && finding.message == like.message;
  }));
}

std::size_t count_errors(const Linted& linted) {
  const Diagnostics& found = linted.rules.compiled.diagnostics;
  return static_cast<std::size_t>(std::count_if(found.begin(), found.end(), [](const Diagnostic& diagnostic) {
    return severity_of(diagnostic) == Severity::error;
  }));
}

void check_fix(const Given& given, const Linted& before, const Diagnostic& finding, const LintInfo& lint) {
  SCOPED_TRACE(fmt::format("{}: {}", lint.id, finding.message));
  EXPECT_NE(lint.fix, FixSafety::none) << "the table of lints says that it has no fixes";
  const std::vector<SourceText> files = edited(given, before, finding);
  const Linted after = test::lint_files(files, *given.source, test::lint_settings());
  EXPECT_LE(count_errors(after), count_errors(before)) << test::to_text(after);
  EXPECT_LT(count(after.findings, finding), count(before.findings, finding)) << "the fix leaves the finding";
  if (lint.fix != FixSafety::safe || count_errors(before) > 0) return;
  EXPECT_EQ(test::difference(given.files, files, *given.source), "");
}

TEST(Fixes, MendWhatWasFound) {
  std::size_t safe = 0, all = 0;
  for (const Given& given : all_given()) {
    SCOPED_TRACE(given.name);
    const Linted linted = test::lint_files(given.files, *given.source, test::lint_settings());
    for (const Diagnostic& finding : linted.findings) {
      const LintInfo* lint = find_lint(finding.kind);
      if (lint == nullptr || finding.fixes.empty()) continue;
      ++all;
      if (lint->fix == FixSafety::safe) ++safe;
      check_fix(given, linted, finding, *lint);
    }
  }
  EXPECT_GT(safe, 30U);
  EXPECT_GT(all, safe);
}

TEST(SameMeaning, IsToldFromAnother) {
  const test::CaseFiles none(test::StageCase{});
  const auto differ = [&](std::string before, std::string after) {
    return !test::difference({{"test.spoor", "rule r { where " + before + " }"}},
                             {{"test.spoor", "rule r { where " + after + " }"}}, none)
                .empty();
  };
  EXPECT_FALSE(differ("a == \"x\"", "a matches /^x$/"));
  EXPECT_TRUE(differ("a == \"x\"", "a matches /^x/"));
  EXPECT_TRUE(differ("a contains \"x\"", "a contains~ \"x\""));
  EXPECT_TRUE(differ("a.b matches /^.*abc/", "a.b matches /abc/"));
  EXPECT_FALSE(differ("a == 1 or a == 2", "a in (1, 2)"));
  EXPECT_TRUE(differ("a == 1 or a == 2", "a in (1, 3)"));
  EXPECT_TRUE(differ("any x in a: (x.b == 1 and x.c == 2)", "a.b == 1 and a.c == 2"));
  EXPECT_TRUE(differ("a == 1", "a == 1 and exists b"));
}

}  // namespace
}  // namespace spoor
