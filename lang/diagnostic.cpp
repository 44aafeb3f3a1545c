#include "lang/diagnostic.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace spoor {

namespace {

constexpr auto kInfos = std::to_array<DiagnosticInfo>({
#define DIAGNOSTIC(id, code, severity, sentence) {#id, code, Severity::severity, sentence},
#define LINT(id, code, level, fix, family, sentence) {#id, code, Severity::level, sentence, true},
#include "lang/diagnostics.def"
#undef DIAGNOSTIC
});

constexpr std::array<std::string_view, 4> kSeverityNames = {"error", "warning", "note", "off"};

}  // namespace

std::span<const std::string_view> severity_names() { return kSeverityNames; }

std::optional<Severity> find_severity(std::string_view name) {
  const auto found = std::find(kSeverityNames.begin(), kSeverityNames.end(), name);
  if (found == kSeverityNames.end()) return std::nullopt;
  return static_cast<Severity>(found - kSeverityNames.begin());
}

Severity severity_of(const Diagnostic& diagnostic) { return diagnostic.level.value_or(info(diagnostic.kind).severity); }

const DiagnosticInfo& info(DiagnosticKind kind) { return kInfos[static_cast<std::size_t>(kind)]; }

std::size_t diagnostic_kind_count() { return kInfos.size(); }

void report(Diagnostics& out, DiagnosticKind kind, Span span, std::string message, std::string help,
            std::vector<Label> labels, std::vector<Fix> fixes) {
  out.push_back({.kind = kind,
                 .span = span,
                 .message = std::move(message),
                 .label = "",
                 .labels = std::move(labels),
                 .help = std::move(help),
                 .fixes = std::move(fixes)});
}

bool has_error(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& d) { return severity_of(d) == Severity::error; });
}

void sort_and_unique(Diagnostics& diagnostics) {
  const auto key = [](const Diagnostic& d) {
    return std::tie(d.span.source, d.span.begin, d.span.end, d.kind, d.message);
  };
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  const auto same = [&](const Diagnostic& a, const Diagnostic& b) { return key(a) == key(b); };
  diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end(), same), diagnostics.end());
}

}  // namespace spoor
