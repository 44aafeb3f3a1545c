#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/render/diagnostics.h"
#include "compiler/engine.h"
#include "compiler/lint/lint_info.h"
#include "runtime/json/print.h"

// SARIF 2.1.0, as OASIS has it: one run, whose rules are the kinds of diagnostics that occur.
namespace spoor {

namespace {

constexpr std::string_view kSchema = "https://json.schemastore.org/sarif-2.1.0.json";

// A path as a relative reference of RFC 3986.
std::string uri(std::string_view path) {
  std::string out;
  for (const char c : path) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          std::string_view("-._~/").find(c) != std::string_view::npos;
    out += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return path.starts_with('/') ? "file://" + out : out;
}

std::string_view level(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::note: return "note";
    case Severity::off: return "none";
  }
  return "none";
}

std::string region(Span span, const Sources& sources) {
  const SourceFile& file = sources[span.source];
  const Position begin = file.position(span.begin), end = file.position(span.end);
  return fmt::format(
      R"({{"startLine":{},"startColumn":{},"endLine":{},"endColumn":{},"byteOffset":{},"byteLength":{}}})", begin.line,
      begin.column, end.line, end.column, span.begin, span.end - span.begin);
}

std::string artifact(Span span, const Sources& sources) {
  return fmt::format(R"({{"uri":{}}})", json_string(uri(sources[span.source].name())));
}

std::string physical(Span span, const Sources& sources) {
  return fmt::format(R"("physicalLocation":{{"artifactLocation":{},"region":{}}})", artifact(span, sources),
                     region(span, sources));
}

std::string message(std::string_view text) { return fmt::format(R"({{"text":{}}})", json_string(text)); }

template <typename Items, typename Text>
std::string array(const Items& items, Text text) {
  std::string out;
  for (const auto& item : items) out += (out.empty() ? "" : ",") + text(item);
  return "[" + out + "]";
}

// The edits of a fix, by file.
std::string fixes(const Diagnostic& finding, const Sources& sources) {
  std::map<SourceId, std::vector<Fix>> files;
  for (const Fix& fix : finding.fixes) files[fix.span.source].push_back(fix);
  const std::string changes = array(files, [&](const auto& file) {
    const std::string replacements = array(file.second, [&](const Fix& fix) {
      return fmt::format(R"({{"deletedRegion":{},"insertedContent":{}}})", region(fix.span, sources),
                         message(fix.replacement));
    });
    return fmt::format(R"({{"artifactLocation":{},"replacements":{}}})", artifact(file.second[0].span, sources),
                       replacements);
  });
  return fmt::format(R"([{{"description":{},"artifactChanges":{}}}])",
                     message(finding.help.empty() ? finding.message : finding.help), changes);
}

std::string rule(DiagnosticKind kind) {
  const DiagnosticInfo& row = info(kind);
  const LintInfo* lint = find_lint(kind);
  return fmt::format(
      R"({{"id":"{}","name":"{}","shortDescription":{},"defaultConfiguration":{{"level":"{}"}},"properties":{{"tags":["{}"]}}}})",
      row.code, row.id, message(row.sentence), level(row.severity),
      lint == nullptr ? "compiler" : to_text(lint->family));
}

std::string result(const Diagnostic& finding, std::size_t rule, const Sources& sources) {
  std::string out = fmt::format(
      R"({{"ruleId":"{}","ruleIndex":{},"level":"{}","message":{},"locations":[{{{}}}])", info(finding.kind).code, rule,
      level(severity_of(finding)),
      message(finding.help.empty() ? finding.message : fmt::format("{} ({})", finding.message, finding.help)),
      physical(finding.span, sources));
  if (!finding.labels.empty()) {
    out += R"(,"relatedLocations":)" + array(finding.labels, [&](const Label& label) {
             return fmt::format("{{{},\"message\":{}}}", physical(label.span, sources), message(label.text));
           });
  }
  if (!finding.fixes.empty()) out += R"(,"fixes":)" + fixes(finding, sources);
  return out + "}";
}

}  // namespace

std::string render_sarif(const DiagnosticsPage& page) {
  std::vector<DiagnosticKind> kinds;
  for (const Diagnostic& finding : page.diagnostics) kinds.push_back(finding.kind);
  std::sort(kinds.begin(), kinds.end());
  kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
  const std::string results = array(page.diagnostics, [&](const Diagnostic& finding) {
    const auto at = std::lower_bound(kinds.begin(), kinds.end(), finding.kind);
    return "\n" + result(finding, static_cast<std::size_t>(at - kinds.begin()), page.sources);
  });
  return fmt::format(
      R"({{"$schema":"{}","version":"2.1.0","runs":[{{"tool":{{"driver":{{"name":"spoor","version":"{}","rules":{}}}}},)"
      R"("columnKind":"unicodeCodePoints","results":{}}}]}})"
      "\n",
      kSchema, engine_version(), array(kinds, rule), results);
}

}  // namespace spoor
