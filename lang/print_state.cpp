#include <algorithm>

#include "lang/clause.h"
#include "lang/printer.h"

// What gives a rule memory: on one line if it fits there, else each part on its own; each step on a line.
namespace spoor {

void Printer::state(std::uint32_t i) {
  Children parts = children(i);
  const bool is_share = lexeme(parts[0]) == spelling(StateKind::ratio);
  token(parts[0]);
  layout_.space();
  if (is_share) {
    enclosed(parts[1]);
    layout_.space();
  }
  parts = parts.subspan(is_share ? 2 : 1);
  const auto is_step = [this](std::uint32_t part) { return kind(part) == SyntaxKind::step; };
  const auto step_count = static_cast<std::size_t>(std::count_if(parts.begin(), parts.end(), is_step));
  const bool has_until = kind(parts.back()) == SyntaxKind::until_condition;
  const std::size_t head_count = parts.size() - step_count - (has_until ? 1 : 0);
  state_head(parts.first(head_count));
  if (step_count > 0) steps(parts.subspan(head_count, step_count));
  if (has_until) until_condition(parts.back());
}

void Printer::state_head(Children parts) {
  layout_.open_group();
  layout_.indent();
  for (const std::uint32_t part : parts) {
    if (part != parts[0]) layout_.line(" ");
    state_part(part);
  }
  layout_.dedent();
  layout_.close_group();
}

void Printer::state_part(std::uint32_t i) {
  switch (kind(i)) {
    case SyntaxKind::values:
      layout_.open_group();
      layout_.indent();
      for (const std::uint32_t value : children(i)) {
        if (value != children(i)[0]) {
          layout_.text(",");
          flush(node(value).begin);
          layout_.line(" ");
        }
        expression(value);
      }
      layout_.dedent();
      layout_.close_group();
      break;
    case SyntaxKind::bound:
      token(children(i)[0]);
      layout_.space();
      expression(children(i)[1]);
      break;
    case SyntaxKind::factor: word_before(">=", i); break;
    case SyntaxKind::by: by(i); break;
    case SyntaxKind::least:
      flush(node(children(i)[0]).begin);
      word("min");
      expression(children(i)[0]);
      break;
    case SyntaxKind::within: word_before("within", children(i)[0]); break;
    case SyntaxKind::per: word_before("per", children(i)[0]); break;
    case SyntaxKind::over: word_before("over", children(i)[0]); break;
    case SyntaxKind::warmup: word_before("warmup", children(i)[0]); break;
    default: expression(i); break;  // what is summed
  }
}

void Printer::by(std::uint32_t i) {
  flush(node(children(i)[0]).begin);
  word("by");
  layout_.open_group();
  layout_.indent();
  keys(children(i));
  layout_.dedent();
  layout_.close_group();
}

void Printer::steps(Children steps) {
  layout_.space();
  layout_.text("{");
  layout_.indent();
  const std::size_t width = aligned_width(steps);
  for (const std::uint32_t i : steps) {
    layout_.hard_line();
    begin_element(i);
    step(i, width);
  }
  flush(skip_spacing(text_, node(steps.back()).end));
  layout_.dedent();
  layout_.hard_line();
  layout_.text("}");
}

// Columns of what stands before the `:` of a step, without keys.
std::size_t Printer::step_width(std::uint32_t i) const {
  std::size_t width = 0;
  for (const std::uint32_t part : children(i)) {
    const bool is_counted =
        kind(part) == SyntaxKind::not_mark || kind(part) == SyntaxKind::step_name || kind(part) == SyntaxKind::repeat;
    if (is_counted) width += lexeme(part).size() + (width > 0 ? 1 : 0);
  }
  return width;
}

// That of the widest, so that conditions stand below each other; 0 where a step with keys makes it too wide for that.
std::size_t Printer::aligned_width(Children steps) const {
  std::size_t width = 0;
  for (const std::uint32_t i : steps) {
    for (const std::uint32_t part : children(i)) {
      if (kind(part) == SyntaxKind::by) return 0;
    }
    width = std::max(width, step_width(i));
  }
  return width;
}

void Printer::step(std::uint32_t i, std::size_t width) {
  for (const std::uint32_t part : children(i)) {
    switch (kind(part)) {
      case SyntaxKind::not_mark:
        hoist(node(children(i)[1]).begin);
        word("not");
        break;
      case SyntaxKind::step_name: token(part); break;
      case SyntaxKind::by:
        layout_.space();
        by(part);
        break;
      case SyntaxKind::repeat:
        layout_.space();
        token(part);
        break;
      default:  // what it asks for
        layout_.text(":");
        layout_.space(1 + (width > 0 ? width - step_width(i) : 0));
        layout_.indent();
        if (kind(part) == SyntaxKind::step_rule) {
          word_before("rule", part);
        } else {
          expression(part);
        }
        layout_.dedent();
    }
  }
}

void Printer::until_condition(std::uint32_t i) {
  const std::uint32_t condition = children(i)[0];
  layout_.indent();
  flush(lead(condition));
  layout_.space();
  word("until");
  expression(condition);
  layout_.dedent();
}

}  // namespace spoor
