#include "cli/workbench/lint/lint_rules.h"

#include <utility>

#include "cli/workbench/lint/lint_logs.h"

namespace spoor {

namespace {

std::set<SourceId> sources_of(const LintGroup& group, const Sources& sources) {
  std::set<SourceId> out;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const auto id = static_cast<SourceId>(i);
    if (group.files.contains(sources[id].name())) out.insert(id);
  }
  return out;
}

std::set<DiagnosticKind> lints_of(LintFamily family) {
  std::set<DiagnosticKind> out;
  for (const LintInfo& lint : lints()) {
    if (lint.family == family) out.insert(lint.kind);
  }
  return out;
}

Diagnostics lint_group(const LintSubject& subject, bool is_whole, const LogsToLint* logs,
                       std::optional<Report>& report) {
  Diagnostics findings = run_lints(subject);
  std::set<DiagnosticKind> skipped;
  if (is_whole && logs != nullptr) {
    LoggedFindings logged = lint_logs(subject, logs->logs, logs->threads, logs->progress);
    findings.insert(findings.end(), logged.findings.begin(), logged.findings.end());
    report = std::move(logged.report);
  } else {
    skipped = lints_of(LintFamily::logs);
  }
  if (is_whole) {
    Diagnostics evaluated;
#define CHECK(name) lint_##name(subject, evaluated);
#include "cli/workbench/lint/checks.def"
#undef CHECK
    set_levels(subject.settings, evaluated);
    findings.insert(findings.end(), evaluated.begin(), evaluated.end());
  } else {
    skipped.merge(lints_of(LintFamily::tests));
  }
  silence(subject, skipped, findings);
  return findings;
}

}  // namespace

Linted lint_rules(CompileRequest request, const Source& source, const std::vector<LintGroup>& groups,
                  const LogsToLint* logs) {
  request.runs_disabled = true;  // a rule that is off is to be as good when it is turned on
  Linted linted{inspect(std::move(request), source), {}};
  const Compiled& compiled = linted.rules.compiled;
  linted.is_whole = !has_error(compiled.diagnostics);
  for (const LintGroup& group : groups) {
    const std::set<SourceId> files = sources_of(group, compiled.sources);
    const Diagnostics found = lint_group({linted.rules, files, group.settings}, linted.is_whole, logs, linted.report);
    linted.findings.insert(linted.findings.end(), found.begin(), found.end());
  }
  linted.findings.insert(linted.findings.end(), compiled.diagnostics.begin(), compiled.diagnostics.end());
  sort_and_unique(linted.findings);
  return linted;
}

}  // namespace spoor
