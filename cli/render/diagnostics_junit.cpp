#include <fmt/format.h>

#include <map>

#include "cli/render/diagnostics.h"
#include "cli/render/xml_text.h"

// JUnit's XML: a suite for each file that was looked at, in which each finding is a case that failed. Notes fail
// nothing.
namespace spoor {

namespace {

std::string test_case(const Diagnostic& finding, const Sources& sources) {
  const Position at = sources.begin(finding.span);
  const std::string name =
      fmt::format("{} {} {}:{}", info(finding.kind).code, info(finding.kind).id, at.line, at.column);
  const std::string& file = sources[finding.span.source].name();
  const std::string_view element = severity_of(finding) <= Severity::warning ? "failure" : "system-out";
  std::string out = fmt::format("    <testcase classname=\"{}\" name=\"{}\" time=\"0\">\n      <{}", xml_text(file),
                                xml_text(name), element);
  if (element == "failure") out += fmt::format(" message=\"{}\"", xml_text(finding.message));
  return out + fmt::format(">{}</{}>\n    </testcase>\n", xml_lines(render(finding, sources, false)), element);
}

}  // namespace

std::string render_junit(const DiagnosticsPage& page) {
  std::map<std::string, std::vector<const Diagnostic*>> suites;
  for (const std::string& file : page.files) suites[file];
  for (const Diagnostic& finding : page.diagnostics) {
    suites[page.sources[finding.span.source].name()].push_back(&finding);
  }
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  for (const auto& [file, findings] : suites) {
    std::string cases;
    std::size_t failures = 0;
    for (const Diagnostic* finding : findings) {
      cases += test_case(*finding, page.sources);
      if (severity_of(*finding) <= Severity::warning) ++failures;
    }
    if (findings.empty()) {
      cases = fmt::format("    <testcase classname=\"{0}\" name=\"{0}\" time=\"0\"/>\n", xml_text(file));
    }
    out += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n{}  </testsuite>\n", xml_text(file),
                       std::max<std::size_t>(findings.size(), 1), failures, cases);
  }
  return out + "</testsuites>\n";
}

}  // namespace spoor
