#pragma once

#include <string>
#include <vector>

#include "cli/workbench/lint/lint_rules.h"
#include "compiler/lint/lint.h"
#include "tests/stage_cases.h"

namespace spoor::test {

// Every lint is asked for, on a day that stays; rules may not be of the severity `info`.
LintSettings lint_settings();

// What lints find in a case: those that its name has in brackets, as in `### a name [unused_def unused_list]`, all if
// it has none. What the compiler itself finds is always there.
Linted lint_case(const StageCase& stage_case);

// All of the files are given.
Linted lint_files(const std::vector<SourceText>& files, const Source& source, const LintSettings& settings,
                  const LogsToLint* logs = nullptr);

// As a terminal shows findings, behind each its edits, which a terminal does not show.
std::string to_text(const Linted& linted);

}  // namespace spoor::test
