#include "cli/workbench/lint/lint_rules.h"

#include <tuple>
#include <utility>

#include "cli/workbench/lint/lint_logs.h"
#include "cli/workbench/source_text.h"

namespace spoor {

namespace {

std::set<DiagnosticKind> lints_of(LintFamily family) {
  std::set<DiagnosticKind> out;
  for (const LintInfo& lint : lints()) {
    if (lint.family == family) out.insert(lint.kind);
  }
  return out;
}

struct FoundInGroup {
  Diagnostics findings;              // with their levels, not silenced
  std::set<DiagnosticKind> skipped;  // lints that did not run
};

FoundInGroup lint_group(const LintSubject& subject, bool is_whole, const LogsToLint* logs,
                        std::optional<Report>& report) {
  FoundInGroup found{run_lints(subject), {}};
  if (is_whole && logs != nullptr) {
    LoggedFindings logged = lint_logs(subject, logs->logs, logs->threads, logs->progress);
    found.findings.insert(found.findings.end(), logged.findings.begin(), logged.findings.end());
    report = std::move(logged.report);
  } else {
    found.skipped = lints_of(LintFamily::logs);
  }
  if (is_whole) {
    Diagnostics evaluated;
#define CHECK(name) lint_##name(subject, evaluated);
#include "cli/workbench/lint/checks.def"
#undef CHECK
    set_levels(subject.settings, evaluated);
    found.findings.insert(found.findings.end(), evaluated.begin(), evaluated.end());
  } else {
    found.skipped.merge(lints_of(LintFamily::tests));
  }
  return found;
}

// Of two findings that each say of one place what the other says of the other, as groups do that share something, the
// one at the later place stays.
void drop_mirrored(std::vector<FoundInGroup>& groups) {
  using Place = std::tuple<SourceId, std::uint32_t, std::uint32_t>;
  const auto place = [](Span span) { return Place(span.source, span.begin, span.end); };
  std::set<std::tuple<DiagnosticKind, Place, Place>> told;
  for (const FoundInGroup& group : groups) {
    for (const Diagnostic& finding : group.findings) {
      if (finding.labels.size() == 1) told.emplace(finding.kind, place(finding.span), place(finding.labels[0].span));
    }
  }
  for (FoundInGroup& group : groups) {
    std::erase_if(group.findings, [&](const Diagnostic& finding) {
      if (finding.labels.size() != 1) return false;
      const Place here = place(finding.span), there = place(finding.labels[0].span);
      return here < there && told.contains({finding.kind, there, here});
    });
  }
}

}  // namespace

Linted lint_rules(CompileRequest request, const Source& source, const std::vector<LintGroup>& groups,
                  const LogsToLint* logs) {
  request.runs_disabled = true;  // a rule that is off is to be as good when it is turned on
  Linted linted{inspect(std::move(request), source), {}};
  const Compiled& compiled = linted.rules.compiled;
  linted.is_whole = !has_error(compiled.diagnostics);
  std::vector<std::set<SourceId>> files;
  std::vector<FoundInGroup> found;
  const auto subject = [&](std::size_t group) {
    return LintSubject{linted.rules, files[group], groups[group].settings};
  };
  for (std::size_t i = 0; i < groups.size(); ++i) {
    files.push_back(sources_named(groups[i].files, compiled.sources));
    found.push_back(lint_group(subject(i), linted.is_whole, groups[i].asks_logs ? logs : nullptr, linted.report));
  }
  drop_mirrored(found);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    silence(subject(i), found[i].skipped, found[i].findings);
    linted.findings.insert(linted.findings.end(), found[i].findings.begin(), found[i].findings.end());
  }
  linted.findings.insert(linted.findings.end(), compiled.diagnostics.begin(), compiled.diagnostics.end());
  sort_and_unique(linted.findings);
  return linted;
}

}  // namespace spoor
