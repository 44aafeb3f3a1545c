#include "cli/workbench/lint/lint_rules.h"

#include <utility>

namespace spoor {

Linted lint_rules(CompileRequest request, const Source& source, const LintSettings& settings) {
  std::set<std::string> names;
  for (const SourceText& file : request.files) names.insert(file.name);
  Linted linted{inspect(std::move(request), source), {}, {}};
  const Sources& sources = linted.rules.compiled.sources;
  std::set<SourceId> files;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (names.contains(sources[static_cast<SourceId>(i)].name())) files.insert(static_cast<SourceId>(i));
  }
  const LintSubject subject{linted.rules, files, settings};
  linted.findings = run_lints(subject);
  if (has_error(linted.rules.compiled.diagnostics)) {
    for (const LintInfo& lint : lints()) {
      if (lint.family == LintFamily::tests) linted.skipped.insert(lint.kind);
    }
  } else {
    Diagnostics evaluated;
#define CHECK(name) lint_##name(subject, evaluated);
#include "cli/workbench/lint/checks.def"
#undef CHECK
    set_levels(settings, evaluated);
    linted.findings.insert(linted.findings.end(), evaluated.begin(), evaluated.end());
  }
  for (const LintInfo& lint : lints()) {
    if (lint.family == LintFamily::logs) linted.skipped.insert(lint.kind);
  }
  silence(subject, linted.skipped, linted.findings);
  const Diagnostics& compiled = linted.rules.compiled.diagnostics;
  linted.findings.insert(linted.findings.end(), compiled.begin(), compiled.end());
  sort_and_unique(linted.findings);
  return linted;
}

}  // namespace spoor
