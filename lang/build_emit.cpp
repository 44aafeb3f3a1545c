#include <fmt/format.h>

#include <utility>

#include "lang/builder.h"
#include "lang/template.h"

// A finding's message: a string with expressions in braces, which are read by the grammar like any other.
namespace spoor {

ast::Emit Builder::emit(std::uint32_t i) {
  const Children parts = children(i);
  ast::Emit made{{}, span(parts[0]), {}, span(i)};
  const std::string text = string(parts[0]);
  const std::size_t quotes = kind(parts[0]) == SyntaxKind::raw_string ? 3 : 2;
  const bool has_escapes = lexeme(parts[0]).size() != text.size() + quotes;
  const Template message = split_template(text);
  const auto placement = [&](std::size_t offset) -> Placement {
    if (has_escapes) return {0, made.message_span};
    return {made.message_span.begin + static_cast<std::uint32_t>(quotes - 1 + offset), std::nullopt};
  };
  for (const TemplatePart& part : message.parts) {
    if (part.is_value) {
      add_message_value(part.text, placement(part.offset), made);
    } else {
      made.message.emplace_back(part.text);
    }
  }
  if (message.unclosed) {
    const Placement at = placement(*message.unclosed);
    report(diagnostics_, DiagnosticKind::unclosed_bracket,
           at.whole.value_or(Span{tree_.source, at.shift, at.shift + 1}), "the `{` of a message is not closed",
           "close it with `}`; a brace itself is written `{{`");
  }
  for (const std::uint32_t child : parts.subspan(1)) {
    const Children field = children(child);
    made.fields.push_back({word(field[0]), span(field[0]), expr_of_[field[1]]});
  }
  return made;
}

void Builder::add_message_value(std::string_view text, Placement placement, ast::Emit& made) {
  const Syntax syntax = read_value(text);
  if (syntax.ok()) {
    Builder(syntax, text, placement, tree_, diagnostics_).run();
    made.message.emplace_back(static_cast<ExprId>(tree_.exprs.size() - 1));
    return;
  }
  const auto size = static_cast<std::uint32_t>(text.size());
  const Span all = placement.whole.value_or(Span{tree_.source, placement.shift, placement.shift + size});
  report(
      diagnostics_, DiagnosticKind::syntax, all, fmt::format("`{{{}}}` holds no value", text),
      "between the braces of a message stands a path or a call: `{userIdentity.arn}`; a brace itself is written `{{`");
}

}  // namespace spoor
