#include <fmt/format.h>

#include <utility>

#include "lang/builder.h"
#include "lang/decode_literal.h"
#include "lang/template.h"

// A finding's message: a string with expressions in braces, which are read by the grammar like any other.
namespace spoor {

ast::Emit Builder::emit(std::uint32_t i) {
  const Children parts = children(i);
  ast::Emit made{{}, span(parts[0]), {}, span(i)};
  const std::string text = string(parts[0]);
  const Template message = split_template(text);
  std::vector<std::uint32_t> offsets = string_literal_offsets(lexeme(parts[0]));
  for (std::uint32_t& offset : offsets) offset += made.message_span.begin;
  for (const TemplatePart& part : message.parts) {
    if (part.is_value) {
      add_message_value(part.text, Offsets(offsets).subspan(part.offset, part.text.size() + 1), made);
    } else {
      made.message.emplace_back(part.text);
    }
  }
  if (message.unclosed) {
    const Span brace{tree_.source, offsets[*message.unclosed], offsets[*message.unclosed + 1]};
    report(diagnostics_, DiagnosticKind::unclosed_bracket, brace, "the `{` of a message is not closed",
           "close it with `}`; a brace itself is written `{{`");
  }
  for (const std::uint32_t child : parts.subspan(1)) {
    const Children field = children(child);
    made.fields.push_back({word(field[0]), span(field[0]), expr_of_[field[1]]});
  }
  return made;
}

void Builder::add_message_value(std::string_view text, Offsets offsets, ast::Emit& made) {
  const Syntax syntax = read_value(text);
  if (syntax.ok()) {
    Builder(syntax, text, offsets, tree_, diagnostics_).run();
    made.message.emplace_back(static_cast<ExprId>(tree_.exprs.size() - 1));
    return;
  }
  report(
      diagnostics_, DiagnosticKind::syntax, {tree_.source, offsets.front(), offsets.back()},
      fmt::format("`{{{}}}` holds no value", text),
      "between the braces of a message stands a path or a call: `{userIdentity.arn}`; a brace itself is written `{{`");
}

}  // namespace spoor
