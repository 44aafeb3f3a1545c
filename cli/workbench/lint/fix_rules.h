#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/workbench/lint/lint_rules.h"

namespace spoor {

// Packs as they are looked for among the files, which change from round to round.
using SourceOf = std::function<std::unique_ptr<Source>(const std::vector<SourceText>& files)>;

struct FixedRules {
  std::vector<SourceText> files;  // of the request, in its order, with what was mended, in the canonical form
  std::vector<bool> is_changed;   // by file
  std::size_t fixed = 0;          // findings that are gone
  std::vector<std::string> left;  // files whose fixes were taken back, as their rules would not have compiled
  Linted linted;                  // of what they are now
};

// Applies the fixes that lints offer, the safe ones or all, until none is left: one edit may make room for another.
// Fixes of compiler errors count as unsafe. Every file compiles at least as well as before.
FixedRules fix_rules(CompileRequest request, const SourceOf& source_of, const std::vector<LintGroup>& groups,
                     bool with_unsafe);

}  // namespace spoor
