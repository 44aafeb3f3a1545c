#include "cli/render/diagnostics.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/json/print.h"

namespace spoor {

namespace {

// The word for an annotation.
std::string_view github_word(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::note:
    case Severity::off: return "notice";
  }
  return "";
}

std::string json_range(Span span, const Sources& sources) {
  const SourceFile& file = sources[span.source];
  const Position begin = file.position(span.begin), end = file.position(span.end);
  return fmt::format(
      R"({{"file":{},"begin":{{"line":{},"column":{},"byte":{}}},"end":{{"line":{},"column":{},"byte":{}}}}})",
      json_string(file.name()), begin.line, begin.column, span.begin, end.line, end.column, span.end);
}

std::string json_line(const Diagnostic& d, const Sources& sources) {
  const DiagnosticInfo& kind = info(d.kind);
  std::string labels, fixes;
  for (const Label& label : d.labels) {
    labels += fmt::format(R"({}{{"range":{},"message":{}}})", labels.empty() ? "" : ",",
                          json_range(label.span, sources), json_string(label.text));
  }
  for (const Fix& fix : d.fixes) {
    fixes += fmt::format(R"({}{{"range":{},"replacement":{}}})", fixes.empty() ? "" : ",",
                         json_range(fix.span, sources), json_string(fix.replacement));
  }
  const std::string notes = d.help.empty() ? "" : json_string(d.help);
  return fmt::format(
      R"({{"code":"{}","id":"{}","severity":"{}","file":{},"range":{},"message":{},"labels":[{}],"notes":[{}],"fixes":[{}]}})"
      "\n",
      kind.code, kind.id, severity_names()[static_cast<std::size_t>(severity_of(d))],
      json_string(sources[d.span.source].name()), json_range(d.span, sources), json_string(d.message), labels, notes,
      fixes);
}

// GitHub's workflow commands escape per cent signs and line ends everywhere, and more in what stands before `::`; the
// message is shown as it is otherwise.
std::string escaped(std::string_view text, std::string_view escapes) {
  std::string out;
  for (const char c : text) {
    out += escapes.find(c) == std::string_view::npos ? std::string(1, c) : fmt::format("%{:02X}", static_cast<int>(c));
  }
  return out;
}
std::string github_message(std::string_view text) { return escaped(text, "%\r\n"); }
std::string github_property(std::string_view text) { return escaped(text, "%\r\n:,"); }

std::string github_line(const Diagnostic& d, const Sources& sources) {
  const Position begin = sources.begin(d.span);
  return fmt::format("::{} file={},line={},col={},title={}::{}\n", github_word(severity_of(d)),
                     github_property(sources[d.span.source].name()), begin.line, begin.column, info(d.kind).code,
                     github_message(d.help.empty() ? d.message : d.message + " (" + d.help + ")"));
}

}  // namespace

std::string render_text(const DiagnosticsPage& page) {
  std::string out;
  for (const Diagnostic& diagnostic : page.diagnostics) out += render(diagnostic, page.sources, page.color) + "\n";
  return out;
}

std::string render_json(const DiagnosticsPage& page) {
  std::string out;
  for (const Diagnostic& diagnostic : page.diagnostics) out += json_line(diagnostic, page.sources);
  return out;
}

std::string render_github(const DiagnosticsPage& page) {
  std::string out;
  for (const Diagnostic& diagnostic : page.diagnostics) out += github_line(diagnostic, page.sources);
  return out;
}

std::string render_diagnostics(const DiagnosticsPage& page, std::string_view format) {
#define FORMAT(id, sentence) \
  if (format == #id) return render_##id(page);
#include "cli/render/diagnostic_formats.def"
#undef FORMAT
  return {};
}

std::vector<std::string> diagnostic_formats() {
  return {
#define FORMAT(id, sentence) #id,
#include "cli/render/diagnostic_formats.def"
#undef FORMAT
  };
}

std::string diagnostic_formats_text() {
  std::string out;
#define FORMAT(id, sentence) out += fmt::format("{}{} ({})", out.empty() ? "" : ", ", #id, sentence);
#include "cli/render/diagnostic_formats.def"
#undef FORMAT
  return out;
}

std::string count_text(const Diagnostics& diagnostics) {
  const auto count = [&](Severity severity) {
    return std::count_if(diagnostics.begin(), diagnostics.end(),
                         [&](const Diagnostic& d) { return severity_of(d) == severity; });
  };
  const auto errors = count(Severity::error), warnings = count(Severity::warning), notes = count(Severity::note);
  std::string out;
  if (errors > 0) out = fmt::format("{} error{}", errors, errors == 1 ? "" : "s");
  if (warnings > 0) out += fmt::format("{}{} warning{}", out.empty() ? "" : ", ", warnings, warnings == 1 ? "" : "s");
  if (notes > 0) out += fmt::format("{}{} note{}", out.empty() ? "" : ", ", notes, notes == 1 ? "" : "s");
  return out;
}

}  // namespace spoor
