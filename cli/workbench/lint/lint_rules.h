#pragma once

#include <set>

#include "compiler/compile.h"
#include "compiler/lint/lint.h"
#include "lang/diagnostic.h"
#include "lang/source.h"

namespace spoor {

// Rules with all that is suspicious in them, and wrong.
struct Linted {
  Inspected rules;
  Diagnostics findings;  // errors and warnings of the compiler too; sorted, with levels, silenced ones left out
  std::set<DiagnosticKind> skipped;  // lints that must evaluate rules, which had errors
};

// Finds what every lint finds in the files of the request, those that evaluate rules too.
Linted lint_rules(CompileRequest request, const Source& source, const LintSettings& settings);

// Lints that evaluate the rules: on the records of their tests. REQUIRES: the rules compiled.
#define CHECK(name) void lint_##name(const LintSubject& subject, Diagnostics& out);
#include "cli/workbench/lint/checks.def"
#undef CHECK

}  // namespace spoor
