#include "compiler/lint/lint.h"

#include <algorithm>

namespace spoor {

Severity LintSettings::level(DiagnosticKind lint) const {
  const auto given = levels.find(lint);
  if (given != levels.end()) return given->second;
  const Severity own = info(lint).severity;
  return is_strict ? std::min(own, Severity::warning) : own;
}

Span LintSubject::place(NodeId node) const {
  const closed::Entry& entry = tree()[node];
  return is_of_files(entry.span) ? entry.span : entry.use;
}

Diagnostics run_lints(const LintSubject& subject) {
  Diagnostics findings;
#define CHECK(name) lint_##name(subject, findings);
#include "compiler/lint/checks.def"
#undef CHECK
  std::erase_if(findings, [&](const Diagnostic& finding) { return !subject.is_of_files(finding.span); });
  set_levels(subject.settings, findings);
  return findings;
}

void set_levels(const LintSettings& settings, Diagnostics& findings) {
  for (Diagnostic& finding : findings) {
    if (find_lint(finding.kind) != nullptr) finding.level = settings.level(finding.kind);
  }
  std::erase_if(findings, [](const Diagnostic& finding) { return severity_of(finding) == Severity::off; });
}

}  // namespace spoor
