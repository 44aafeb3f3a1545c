#include "lang/printer.h"

// What stands in a file.
namespace spoor {

std::string Printer::item() {
  const auto i = static_cast<std::uint32_t>(syntax_.nodes.size() - 1);
  const Children parts = children(i);
  const std::uint32_t end = node(i).end;
  hoist(node(parts[0]).begin);
  switch (kind(i)) {
    case SyntaxKind::pack:
    case SyntaxKind::rule:
    case SyntaxKind::tune:
      word(kind(i) == SyntaxKind::pack ? "pack" : kind(i) == SyntaxKind::rule ? "rule" : "tune");
      token(parts[0]);
      layout_.space();
      block(parts.subspan(1), end - 1);
      break;
    case SyntaxKind::use:
      word("use");
      token(parts[0]);
      if (parts.size() > 1) {
        layout_.space();
        word_before("as", children(parts[1])[0]);
      }
      break;
    case SyntaxKind::param: param(i); break;
    case SyntaxKind::list: list(i); break;
    case SyntaxKind::table: table(i); break;
    case SyntaxKind::def: def(i); break;
    case SyntaxKind::sample:
      word_before("sample", parts[0]);
      layout_.text(" = ");
      event(parts[1]);
      break;
    default: break;  // the grammar makes no other item
  }
  return layout_.rendered();
}

void Printer::param(std::uint32_t i) {
  word_before("param", children(i)[0]);
  layout_.text(" = ");
  token(children(i)[1]);
}

void Printer::list(std::uint32_t i) {
  Children parts = children(i);
  word_before("list", parts[0]);
  parts = parts.subspan(1);
  if (!parts.empty() && kind(parts[0]) == SyntaxKind::value_type) {
    layout_.text(" : ");
    token(parts[0]);
    parts = parts.subspan(1);
  }
  layout_.space();
  if (!parts.empty() && kind(parts[0]) == SyntaxKind::from) {
    word_before("from", children(parts[0])[0]);
    return;
  }
  word("=");
  layout_.open_group();
  layout_.text("[");
  elements(parts, node(i).end - 1);
  layout_.text("]");
  layout_.close_group();
}

void Printer::table(std::uint32_t i) {
  const Children parts = children(i);
  word_before("table", parts[0]);
  for (const std::uint32_t part : parts.subspan(1)) {
    if (kind(part) == SyntaxKind::value_type) {
      layout_.text(" : ");
      token(part);
      continue;
    }
    layout_.space();
    if (kind(part) == SyntaxKind::from) {
      word_before("from", children(part)[0]);
    } else {
      word_before("key", part);
    }
  }
}

void Printer::def(std::uint32_t i) {
  const Children parts = children(i);
  const Children parameters = parts.subspan(1, parts.size() - 2);
  word_before("def", parts[0]);
  for (const std::uint32_t parameter : parameters) {
    layout_.text(parameter == parameters.front() ? "(" : ", ");
    token(parameter);
  }
  layout_.text(parameters.empty() ? " =" : ") =");
  layout_.space();
  indented(parts.back());
}

}  // namespace spoor
