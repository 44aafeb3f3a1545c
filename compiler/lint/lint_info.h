#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "lang/diagnostic.h"

namespace spoor {

enum class LintFamily : std::uint8_t { names, logic, cost, tests, hygiene, logs };
enum class FixSafety : std::uint8_t { none, safe, unsafe };

// A row of lang/lints.def.
struct LintInfo {
  DiagnosticKind kind;
  std::string_view id;
  LintFamily family;
  FixSafety fix;
};

// In the order of the table, which is that of DiagnosticKind.
std::span<const LintInfo> lints();
const LintInfo* find_lint(DiagnosticKind kind);  // nullptr: an error or warning that is no lint
const LintInfo* find_lint(std::string_view id);
std::string_view to_text(LintFamily family);

}  // namespace spoor
