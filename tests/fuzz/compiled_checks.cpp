#include "tests/fuzz/compiled_checks.h"

#include <string>

#include "cli/render/diagnostics.h"
#include "cli/workbench/test_runner.h"
#include "lang/values/json_text.h"
#include "lang/values/utf8.h"
#include "lang/visible.h"
#include "tests/fuzz/program_checks.h"
#include "tests/fuzz/require.h"

namespace spoor::fuzz {

namespace {

void check_span(const Sources& sources, Span span) {
  require(static_cast<std::size_t>(span.source) < sources.size(), "a span is of a source");
  const std::string& text = sources[span.source].text();
  require(span.begin <= span.end && span.end <= text.size(), "a span is within its source");
  if (find_invalid_utf8(text) != std::string::npos) return;
  require(find_invalid_utf8(sources.text(span)) == std::string::npos, "a span cuts no character", sources.text(span));
}

// Calls visit(line) for each line, which must have an end.
template <typename Visit>
void for_each_line(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    require(end != std::string_view::npos, "every line has an end", text);
    visit(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
}

void check_rendering(const Diagnostics& diagnostics, const Sources& sources) {
  for_each_line(render_text({.diagnostics = diagnostics, .sources = sources}),
                [](std::string_view line) { require(visible(line) == line, "a terminal is safe", line); });
  render_text({.diagnostics = diagnostics, .sources = sources, .color = true});
  for (const std::string_view format : {"json", "github"}) {
    std::size_t lines = 0;
    for_each_line(render_diagnostics({.diagnostics = diagnostics, .sources = sources}, format),
                  [&](std::string_view line) {
                    ++lines;
                    if (format == "json") require(is_strict_json(line), "a diagnostic is JSON", line);
                  });
    require(lines == diagnostics.size(), "a diagnostic is one line", format);
  }
  require(is_strict_json(render_sarif({.diagnostics = diagnostics, .sources = sources})), "SARIF is JSON");
}

void check_tests(const Compiled& compiled) {
  if (compiled.tests.empty()) return;
  const auto prepared = PreparedProgram::make(compiled.program).value();
  const auto results = run_tests(compiled.tests, prepared, 1);
  require(results.size() == compiled.tests.size(), "every test has a result");
  for (const TestResult& result : results) {
    require(result.test != nullptr, "a result is of a test");
    require(!result.has_passed || result.problem.empty(), "what could not run has not passed", result.problem);
    require(result.test->fires || !result.has_passed || result.fired == 0, "what is silent has not fired");
  }
}

}  // namespace

void check_diagnostics(const Diagnostics& diagnostics, const Sources& sources) {
  for (const Diagnostic& diagnostic : diagnostics) {
    require(!diagnostic.message.empty(), "a diagnostic says what it found");
    check_span(sources, diagnostic.span);
    for (const Label& label : diagnostic.labels) check_span(sources, label.span);
    for (const Fix& fix : diagnostic.fixes) check_span(sources, fix.span);
  }
  check_rendering(diagnostics, sources);
}

void check_compiled(const Compiled& compiled) {
  check_diagnostics(compiled.diagnostics, compiled.sources);
  if (has_error(compiled.diagnostics)) {
    require(compiled.program.code.empty(), "there is no Program where there is an error");
  } else {
    check_saving(compiled.program);
    check_running(compiled.program);
    check_tests(compiled);
  }
}

}  // namespace spoor::fuzz
