// Bytes as rule files, as a condition and as a column: whatever they are, they are compiled or explained, and the tests
// in them run; their canonical form means the same. A line `=== NAME` begins another file: one of rules, or, with a
// name that does not end in `.spoor`, one that lists and tables read.
#include <algorithm>
#include <string>

#include "compiler/compile.h"
#include "lang/parse.h"
#include "lang/print.h"
#include "tests/fuzz/compiled_checks.h"
#include "tests/fuzz/packs.h"
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
