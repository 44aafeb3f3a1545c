#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/compile.h"
#include "compiler/lint/lint.h"
#include "lang/diagnostic.h"
#include "lang/source.h"
#include "runtime/scan/scan.h"

namespace spoor {

// Files that one `spoor.toml` speaks of, by name.
struct LintGroup {
  std::set<std::string> files;
  LintSettings settings;
  bool asks_logs = true;  // false: its rules are not held against logs, if there are any
};

// Rules with all that is suspicious in them, and wrong.
struct Linted {
  Inspected rules;
  Diagnostics findings;  // errors and warnings of the compiler too; sorted, with levels, silenced ones left out
  bool is_whole = true;  // false: rules had errors, so lints that must evaluate them did not run
  std::optional<Report> report = {};  // of reading the logs
};

// Real records, for lints that know by them.
struct LogsToLint {
  Walked logs;  // none of them standard input
  unsigned threads = 1;
  Progress& progress;
};

// Finds what every lint finds in the files of the groups, those that evaluate rules too. Files of the request that are
// in no group are only used. Lints that ask real records run if there are `logs`.
Linted lint_rules(CompileRequest request, const Source& source, const std::vector<LintGroup>& groups,
                  const LogsToLint* logs = nullptr);

// Lints that evaluate the rules: on the records of their tests. REQUIRES: the rules compiled.
#define CHECK(name) void lint_##name(const LintSubject& subject, Diagnostics& out);
#include "cli/workbench/lint/checks.def"
#undef CHECK

}  // namespace spoor
