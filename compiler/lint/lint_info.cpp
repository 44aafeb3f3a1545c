#include "compiler/lint/lint_info.h"

#include <algorithm>
#include <array>

namespace spoor {

namespace {

constexpr auto kLints = std::to_array<LintInfo>({
#define DIAGNOSTIC(id, code, severity, sentence)
#define LINT(id, code, level, fix, family, sentence) {DiagnosticKind::id, #id, LintFamily::family, FixSafety::fix},
#include "lang/diagnostics.def"
#undef DIAGNOSTIC
});

}  // namespace

std::span<const LintInfo> lints() { return kLints; }

const LintInfo* find_lint(DiagnosticKind kind) {
  if (kind < kLints.front().kind) return nullptr;
  return &kLints[static_cast<std::size_t>(kind) - static_cast<std::size_t>(kLints.front().kind)];
}

const LintInfo* find_lint(std::string_view id) {
  const auto* found = std::find_if(kLints.begin(), kLints.end(), [&](const LintInfo& lint) { return lint.id == id; });
  return found == kLints.end() ? nullptr : found;
}

std::string_view to_text(LintFamily family) {
  switch (family) {
    case LintFamily::names: return "names";
    case LintFamily::logic: return "logic";
    case LintFamily::cost: return "cost";
    case LintFamily::tests: return "tests";
    case LintFamily::hygiene: return "hygiene";
    case LintFamily::logs: return "logs";
  }
  return "";
}

}  // namespace spoor
