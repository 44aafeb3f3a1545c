#pragma once

#include <string>
#include <vector>

#include "compiler/lint/lint.h"
#include "runtime/scan/scan.h"

namespace spoor {

// What real records show of rules: those that never fire or too often, fields and values that no record has. Findings
// have their levels; they are neither sorted nor silenced.
struct LoggedFindings {
  Diagnostics findings;
  Report report;  // of the reading; a failure, if it could not be done
};

// Reads the logs twice: once as a scan does, once for fields and values; in memory that does not grow with them.
// REQUIRES: the rules compiled, no log is standard input.
LoggedFindings lint_logs(const LintSubject& subject, const Walked& logs, unsigned threads, Progress& progress);

}  // namespace spoor
