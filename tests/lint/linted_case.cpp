#include "tests/lint/linted_case.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>

namespace spoor::test {

namespace {

std::set<DiagnosticKind> lints_of(const std::string& case_name) {
  std::set<DiagnosticKind> asked;
  const std::size_t begin = case_name.find('[');
  if (begin == std::string::npos) return asked;
  std::istringstream ids(case_name.substr(begin + 1, case_name.find(']') - begin - 1));
  for (std::string id; ids >> id;) {
    const LintInfo* lint = find_lint(id);
    if (lint == nullptr) {
      ADD_FAILURE() << case_name << ": there is no lint " << id;
    } else {
      asked.insert(lint->kind);
    }
  }
  return asked;
}

}  // namespace

LintSettings lint_settings() {
  using namespace std::chrono;
  LintSettings settings;
  settings.is_strict = true;
  settings.today = sys_days(year(2026) / June / 1);
  settings.severities = {Level::low, Level::medium, Level::high, Level::critical};
  return settings;
}

Linted lint_case(const StageCase& stage_case) {
  const CaseFiles files(stage_case);
  LintSettings settings = lint_settings();
  const std::set<DiagnosticKind> asked = lints_of(stage_case.name);
  if (!asked.empty()) {
    for (const LintInfo& lint : lints()) {
      if (!asked.contains(lint.kind)) settings.levels[lint.kind] = Severity::off;
    }
  }
  return lint_files(files.rules(), files, settings);
}

Linted lint_files(const std::vector<SourceText>& files, const Source& source, const LintSettings& settings,
                  const LogsToLint* logs) {
  LintGroup all{{}, settings};
  for (const SourceText& file : files) all.files.insert(file.name);
  return lint_rules({.files = files, .outputs = {}, .may_lack_databases = true}, source, {all}, logs);
}

std::string to_text(const Linted& linted) {
  const Sources& sources = linted.rules.compiled.sources;
  std::string text;
  for (const Diagnostic& finding : linted.findings) {
    text += render(finding, sources, false);
    for (const Fix& fix : finding.fixes) {
      const SourceFile& file = sources[fix.span.source];
      const std::string old = file.text().substr(fix.span.begin, fix.span.end - fix.span.begin);
      text += fmt::format("    fix in line {}: {:?} becomes {:?}\n", file.position(fix.span.begin).line, old,
                          fix.replacement);
    }
  }
  return text;
}

}  // namespace spoor::test
