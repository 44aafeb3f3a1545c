// Bytes as rule files, as a condition and as a column: whatever they are, they are compiled or explained, and the tests
// in them run; their canonical form means the same. A line `=== NAME` begins another file: one of rules, or, with a
// name that does not end in `.spoor`, one that lists and tables read.
#include <algorithm>
#include <string>

#include "cli/render/cells.h"
#include "cli/render/diagnostics.h"
#include "cli/workbench/test_runner.h"
#include "compiler/compile.h"
#include "lang/parse.h"
#include "lang/print.h"
#include "lang/values/json_text.h"
#include "lang/values/utf8.h"
#include "lang/visible.h"
#include "tests/fuzz/packs.h"
#include "tests/fuzz/program_checks.h"
#include "tests/fuzz/require.h"

namespace spoor::fuzz {
namespace {

struct Input {
  CompileRequest request;
  Packs packs;
};

Input read_input(std::string_view text) {
  constexpr std::string_view kFile = "\n=== ";
  Input input;
  std::string name = "input.spoor";
  while (true) {
    const std::size_t end = text.find(kFile);
    const std::string content(text.substr(0, end));
    if (name.ends_with(".spoor"))
      input.request.files.push_back({std::move(name), content});
    else
      input.packs.add_data(std::move(name), content);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + kFile.size());
    name = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(name.size() + 1, text.size()));
  }
  if (input.request.files[0].text.find("param word") != std::string::npos)
    input.request.definitions.push_back({"word", "\"of the site\""});
  return input;
}

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
  for_each_line(render_diagnostics(diagnostics, sources, "text", false),
                [](std::string_view line) { require(visible(line) == line, "a terminal is safe", line); });
  render_diagnostics(diagnostics, sources, "text", true);
  for (const std::string_view format : {"json", "github"}) {
    std::size_t lines = 0;
    for_each_line(render_diagnostics(diagnostics, sources, format, false), [&](std::string_view line) {
      ++lines;
      if (format == "json") require(is_strict_json(line), "a diagnostic is JSON", line);
    });
    require(lines == diagnostics.size(), "a diagnostic is one line", format);
  }
}

void check_diagnostics(const Diagnostics& diagnostics, const Sources& sources) {
  for (const Diagnostic& diagnostic : diagnostics) {
    require(!diagnostic.message.empty(), "a diagnostic says what it found");
    check_span(sources, diagnostic.span);
    for (const Label& label : diagnostic.labels) check_span(sources, label.span);
    for (const Fix& fix : diagnostic.fixes) check_span(sources, fix.span);
  }
  check_rendering(diagnostics, sources);
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

// Saved without what names lines.
std::string meaning_of(Program program) {
  for (LineRow& line : program.lines) line.line = 0;
  for (RuleRow& rule : program.rules) rule.line.line = 0;
  return save(program);
}

bool is_parsed(const SourceText& file) {
  Sources sources;
  const SourceId id = sources.add(file.name, file.text);
  return !has_error(parse(sources, id).diagnostics);
}

void check_form(const Input& input, const Compiled& compiled) {
  CompileRequest canonical = input.request;
  for (SourceText& file : canonical.files) {
    if (!is_parsed(file)) return;
    file.text = formatted({file.name, file.text});
    require(is_parsed(file), "a canonical form can be read", file.text);
    const std::string again = formatted({file.name, file.text});
    require(again == file.text, "a canonical form is its own", again + "---\n" + file.text);
  }
  const std::string text = canonical.files[0].text;
  const Compiled same = compile(std::move(canonical), input.packs);
  require(has_error(same.diagnostics) == has_error(compiled.diagnostics), "a canonical form is as sound", text);
  require(meaning_of(same.program) == meaning_of(compiled.program), "a canonical form means the same", text);
}

// One stage for each input, so that an input costs no more than it must.
void check_dump(const Input& input) {
  constexpr Stage kStages[] = {Stage::ast, Stage::resolved, Stage::typed, Stage::plan, Stage::bytecode};
  const std::size_t choice = input.request.files[0].text.size() % std::size(kStages);
  const Dump made = dump(kStages[choice], input.request, input.packs);
  check_diagnostics(made.diagnostics, made.sources);
}

}  // namespace
}  // namespace spoor::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace spoor;
  using namespace spoor::fuzz;
  const std::string text(text_of(data, size));
  const Input input = read_input(text);
  const Compiled compiled = compile(input.request, input.packs);
  check_compiled(compiled);
  check_form(input, compiled);
  check_compiled(compile_condition(text, {}, input.packs));
  check_compiled(compile_condition("success", {{"column", text}}, input.packs));
  check_dump(input);
  return 0;
}
