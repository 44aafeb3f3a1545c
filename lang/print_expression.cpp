#include "lang/printer.h"

// Values, paths and conditions.
namespace spoor {

namespace {

bool is_joined(SyntaxKind kind) { return kind == SyntaxKind::and_ || kind == SyntaxKind::or_; }
bool is_step(SyntaxKind kind) {
  return kind == SyntaxKind::key_step || kind == SyntaxKind::index_step || kind == SyntaxKind::each_step;
}

}  // namespace

std::uint32_t Printer::lead(std::uint32_t i) const {
  while (kind(i) == SyntaxKind::not_ || kind(i) == SyntaxKind::exists || is_joined(kind(i))) i = children(i)[0];
  return kind(i) == SyntaxKind::quantified ? node(children(i)[2]).begin : node(i).begin;
}

void Printer::expression(std::uint32_t i, Role role) {
  flush(lead(i));
  const Children parts = children(i);
  switch (kind(i)) {
    case SyntaxKind::and_:
    case SyntaxKind::or_:
      layout_.open_group();
      operands(i);
      layout_.close_group();
      break;
    case SyntaxKind::not_:
      word("not");
      operand(parts[0]);
      break;
    case SyntaxKind::exists:
      word("exists");
      expression(parts[0]);
      break;
    case SyntaxKind::quantified: quantified(i); break;
    case SyntaxKind::test: test(i); break;
    case SyntaxKind::set: set(i, role); break;
    case SyntaxKind::call: call(i); break;
    case SyntaxKind::range:
      expression(parts[0]);
      layout_.text("..");
      expression(parts[1]);
      break;
    case SyntaxKind::path:
      token(parts[0]);
      path_steps(parts.subspan(1));
      break;
    case SyntaxKind::field:
      token(parts[0]);
      layout_.text(": ");
      expression(parts[1]);
      break;
    default: token(i); break;  // a literal
  }
}

// Operands behind the first stand further in than the word that the condition follows.
void Printer::indented(std::uint32_t i) {
  flush(lead(i));
  if (is_joined(kind(i))) layout_.indent();
  expression(i);
  if (is_joined(kind(i))) layout_.dedent();
}

void Printer::operands(std::uint32_t i) {
  const Children parts = children(i);
  for (const std::uint32_t part : parts) {
    flush(lead(part));
    if (part != parts[0]) {
      layout_.line(" ");
      word(kind(i) == SyntaxKind::and_ ? "and" : "or");
    }
    operand(part);
  }
}

// `and` within `or` needs no parentheses, and gets them: nobody should have to know which binds more.
void Printer::operand(std::uint32_t i) {
  if (is_joined(kind(i))) {
    enclosed(i);
  } else {
    expression(i);
  }
}

void Printer::enclosed(std::uint32_t i) {
  layout_.open_group();
  layout_.text("(");
  layout_.indent();
  layout_.line("");
  if (is_joined(kind(i))) {
    operands(i);
  } else {
    expression(i);
  }
  const std::uint32_t close = skip_spacing(text_, node(i).end);
  if (text_.substr(close).starts_with(')')) flush(close);
  layout_.dedent();
  layout_.line("");
  layout_.text(")");
  layout_.close_group();
}

// What stands between brackets, in the group of these. The comma behind the last is allowed wherever this is used.
void Printer::elements(Children items, std::uint32_t close) {
  layout_.indent();
  if (!items.empty()) layout_.line("");
  for (const std::uint32_t item : items) {
    begin_element(item);
    expression(item);
    if (item == items.back()) {
      layout_.if_broken(",");
    } else {
      layout_.text(",");
      layout_.line(" ");
    }
  }
  flush(close);
  layout_.dedent();
  if (!items.empty()) layout_.line("");
}

void Printer::path_steps(Children steps) {
  for (const std::uint32_t step : steps) {
    switch (kind(step)) {
      case SyntaxKind::key_step: {
        const std::uint32_t key = children(step)[0];
        const bool is_name = kind(key) == SyntaxKind::name || kind(key) == SyntaxKind::quoted_name;
        flush(node(key).begin);
        layout_.text(is_name ? "." : "[");
        token(key);
        if (!is_name) layout_.text("]");
        break;
      }
      case SyntaxKind::index_step:
      case SyntaxKind::each_step:
        flush(node(step).begin);
        layout_.text("[");
        token(step);
        layout_.text("]");
        break;
      default: break;
    }
  }
}

void Printer::call(std::uint32_t i) {
  const Children parts = children(i).subspan(1);
  std::size_t count = 0;
  while (count < parts.size() && !is_step(kind(parts[count]))) ++count;
  // Comments up to what a first step says go before the parenthesis.
  const auto said_by = [&](std::uint32_t step) {
    return kind(step) == SyntaxKind::key_step ? children(step)[0] : step;
  };
  const std::uint32_t close = count < parts.size() ? node(said_by(parts[count])).begin : node(i).end;
  token(children(i)[0]);
  layout_.open_group();
  layout_.text("(");
  layout_.indent();
  layout_.line("");
  for (const std::uint32_t argument : parts.first(count)) {
    if (argument != parts[0]) {
      layout_.text(",");
      flush(lead(argument));
      layout_.line(" ");
    }
    expression(argument, Role::argument);
  }
  flush(close);
  layout_.dedent();
  layout_.line("");
  layout_.text(")");
  layout_.close_group();
  path_steps(parts.subspan(count));
}

// An argument in parentheses is a list only with a comma.
void Printer::set(std::uint32_t i, Role role) {
  const Children items = children(i);
  layout_.open_group();
  layout_.text("(");
  if (role == Role::argument && items.size() == 1) {
    expression(items[0]);
    flush(node(i).end);
    layout_.text(",)");
  } else {
    elements(items, node(i).end - 1);
    layout_.text(")");
  }
  layout_.close_group();
}

void Printer::quantified(std::uint32_t i) {
  const Children parts = children(i);
  token(parts[0]);
  layout_.space();
  token(parts[1]);
  layout_.text(" in ");
  expression(parts[2]);
  layout_.text(": ");
  enclosed(parts[3]);
}

void Printer::test(std::uint32_t i) {
  const Children parts = children(i);
  expression(parts[0]);
  for (const std::uint32_t part : parts.subspan(1)) {
    if (kind(part) != SyntaxKind::fold_mark) layout_.space();
    expression(part);
  }
}

}  // namespace spoor
