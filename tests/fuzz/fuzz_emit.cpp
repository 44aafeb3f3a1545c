// Bytes as an `emit`: the first line is a message's template and what stands behind it, up to a line `---`, is fields;
// the rest is a record, of which the rule must say what the oracle says.
#include <algorithm>
#include <string>

#include "compiler/compile.h"
#include "lang/quote.h"
#include "lang/template.h"
#include "lang/values/utf8.h"
#include "tests/fuzz/compiled_checks.h"
#include "tests/fuzz/emit_checks.h"
#include "tests/fuzz/packs.h"
#include "tests/fuzz/program_checks.h"
#include "tests/fuzz/require.h"

namespace spoor::fuzz {
namespace {

// What stands in front of the separator; the text goes on behind it.
std::string_view cut(std::string_view& text, std::string_view separator) {
  const std::size_t end = text.find(separator);
  const std::string_view head = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + separator.size());
  return head;
}

void check_template(std::string_view text) {
  const Template whole = split_template(escaped_for_template(text));
  require(!whole.unclosed, "an escaped text has no brace that is open", text);
  require(whole.parts.size() == (text.empty() ? 0 : 1), "an escaped text is one part", text);
  require(text.empty() || (!whole.parts[0].is_value && whole.parts[0].text == text), "an escaped text is itself", text);
  for (const TemplatePart& part : split_template(text).parts) {
    if (part.is_value)
      require(text.substr(part.offset, part.text.size()) == part.text, "a value stands where it says", text);
  }
}

void check_rule(const std::string& rule, std::string_view record) {
  const CompileRequest request{{{"emit.spoor", "use cloudtrail\n" + rule}}, {{"column", "actor"}}};
  const Compiled compiled = compile(request, Packs());
  check_compiled(compiled);
  if (has_error(compiled.diagnostics)) return;
  const auto prepared = PreparedProgram::make(compiled.program).value();
  const Typed typed = type_check(request, Packs());
  Matcher matcher(prepared);
  check_emitted(matcher, compiled.program, typed.tree, record);
  for (const std::string_view sample : sample_records()) {
    check_emitted(matcher, compiled.program, typed.tree, sample);
  }
}

}  // namespace
}  // namespace spoor::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace spoor;
  using namespace spoor::fuzz;
  std::string_view text = text_of(data, size);
  std::string_view clause = cut(text, "\n---\n");
  const std::string_view message = cut(clause, "\n");
  if (find_invalid_utf8(message) != std::string_view::npos) return 0;
  check_template(message);
  const std::string fields = clause.empty() ? "" : " {" + std::string(clause) + "}";
  check_rule("rule r { where true emit " + string_text(message) + fields + " }\n", text);
  return 0;
}
