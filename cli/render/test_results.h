#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cli/workbench/test_runner.h"
#include "lang/diagnostic.h"
#include "lang/source.h"

namespace spoor {

// Failures, each with its records and what the rule's questions got from them; then which of the rules lack a test.
std::string test_text(const std::vector<TestResult>& results, const std::set<std::string_view>& rules,
                      const Sources& sources, bool color);

// The same as JUnit's XML: a suite a rule, a case a test.
std::string test_junit(const std::vector<TestResult>& results, const Sources& sources);

// The same as JSON, one object a test, a line each.
std::string test_json(const std::vector<TestResult>& results, const Sources& sources);

// Failures as findings about the rules, for the formats that show these.
Diagnostics test_failures(const std::vector<TestResult>& results);

}  // namespace spoor
