#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "lang/builder.h"

// What gives a rule memory.
namespace spoor {

// A second one is reported, whatever its kind, and the first one kept.
void Builder::set_state(std::optional<ast::State>& state, std::uint32_t i) {
  ast::State made = this->state(i);
  if (state) {
    report(diagnostics_, DiagnosticKind::duplicate_name, made.kind_span,
           fmt::format("`{}` is a second clause with memory", spelling(made.kind)),
           "a rule has one of them; write a rule of its own for the other", {{state->kind_span, "the first one"}});
  } else {
    state = std::move(made);
  }
}

ast::State Builder::state(std::uint32_t i) {
  const std::uint32_t word = children(i)[0];
  ast::State made{};
  made.kind = *find_state_kind(lexeme(word));
  made.kind_span = span(word);
  made.span = span(i);
  for (const std::uint32_t part : children(i).subspan(1)) {
    switch (kind(part)) {
      case SyntaxKind::values:
        for (const std::uint32_t value : children(part)) made.values.push_back(key(value, false));
        break;
      case SyntaxKind::bound: made.bound = bound(part); break;
      case SyntaxKind::factor: made.factor = factor(part); break;
      case SyntaxKind::least: made.least = expr_of_[children(part)[0]]; break;
      case SyntaxKind::by: made.keys = keys(children(part)); break;
      case SyntaxKind::within: made.within = length(part); break;
      case SyntaxKind::per: made.per = length(part); break;
      case SyntaxKind::over: made.over = length(part); break;
      case SyntaxKind::warmup: made.warmup = length(part); break;
      case SyntaxKind::step: made.steps.push_back(step(part)); break;
      case SyntaxKind::until_condition: made.until = expr_of_[children(part)[0]]; break;
      default:  // an expression: what is summed, or whose share is taken
        if (made.kind == StateKind::ratio)
          made.condition = expr_of_[part];
        else
          made.values.push_back(key(part, false));
    }
  }
  return made;
}

ast::Bound Builder::bound(std::uint32_t i) const {
  const Children parts = children(i);
  return {*find_operator(lexeme(parts[0])), span(parts[0]), expr_of_[parts[1]]};
}

ast::State::Length Builder::length(std::uint32_t i) const {
  const std::uint32_t duration = children(i)[0];
  return {std::get<Duration>(literal(duration)), span(duration)};
}

ast::State::Factor Builder::factor(std::uint32_t i) {
  const std::string_view text = lexeme(i);
  const bool is_deviations = text.ends_with("sd");
  const std::string_view digits = text.substr(0, text.size() - (is_deviations ? 2 : 1));
  const auto value = parse_number(digits);
  if (!value) {
    report(diagnostics_, DiagnosticKind::unreadable_literal, span(i), fmt::format("`{}` is no factor", text),
           "a number has no leading zeros");
  }
  return {value.value_or(Number::from_integer(1)), is_deviations, span(i)};
}

ast::Step Builder::step(std::uint32_t i) {
  ast::Step made;
  made.span = span(i);
  for (const std::uint32_t part : children(i)) {
    switch (kind(part)) {
      case SyntaxKind::not_mark: made.is_negated = true; break;
      case SyntaxKind::step_name:
        made.name = word(part);
        made.name_span = span(part);
        break;
      case SyntaxKind::by: made.keys = keys(children(part)); break;
      case SyntaxKind::repeat: made.repeat = repeat(part); break;
      case SyntaxKind::step_rule:
        made.rule = word(part);
        made.rule_span = span(part);
        break;
      default: made.condition = expr_of_[part];
    }
  }
  return made;
}

}  // namespace spoor
