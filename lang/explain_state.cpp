#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "lang/clause.h"
#include "lang/explainer.h"
#include "lang/foreign_word.h"
#include "lang/lexeme.h"
#include "lang/operator.h"
#include "lang/suggest.h"

// What is wrong in a clause with memory: a part is missing, stands elsewhere or goes by another word, or a step is no
// step.
namespace spoor {

namespace {

// Each part that the clause may have, in its place.
std::string_view example_of(StateKind kind) {
  switch (kind) {
    case StateKind::count: return "count >= 20 by actor within 5m";
    case StateKind::distinct: return "distinct eventName >= 10 by actor within 1h";
    case StateKind::sum: return "sum path >= 1000000 by actor within 1h";
    case StateKind::ratio: return "ratio (condition) >= 0.5 min 20 by actor within 1h";
    case StateKind::first: return "first awsRegion by actor over 30d warmup 7d";
    case StateKind::spike: return "spike >= 5x by actor per 1h over 7d min 50 warmup 1d";
    case StateKind::sequence: return "sequence by actor within 15m { one: condition two: condition } until condition";
    case StateKind::together: return "together by actor within 15m { one: condition two: condition } until condition";
  }
  return {};
}

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool begins_part(std::string_view word) {
  static constexpr std::array<std::string_view, 7> kWords = {"by", "within", "per", "over", "min", "warmup", "until"};
  return is_among(kWords, word);
}

// Words that writers put before a length of time.
bool may_mean_length(std::string_view word) {
  static constexpr std::array<std::string_view, 10> kWords = {"in",   "for",    "over",   "within", "per",
                                                              "last", "during", "inside", "every",  "each"};
  return is_among(kWords, word);
}

bool is_operator(std::string_view word) { return is_reserved(word) || find_operator(word); }

}  // namespace

// The same, but of another place before the error.
Explainer Explainer::at(std::uint32_t offset, Expected expected) const {
  Explainer other = *this;
  std::erase_if(other.tokens_, [&](const RoughToken& token) { return token.begin >= offset; });
  other.next_ = rough_token(text_, offset);
  other.error_.offset = offset;
  other.error_.expected = expected;
  return other;
}

std::optional<Diagnostic> Explainer::in_state() const {
  if (!error_.state_word) return state_in_condition();
  const Expected expected = error_.expected;
  if (expected == Expected::clause) return outside_of_state();
  if (expected == Expected::step_colon) return step_colon();
  if (expected == Expected::close_steps) return after_step();
  const bool is_share = expected == Expected::open_parenthesis && last()->begin == *error_.state_word;
  const bool is_part = is_wanted_length() || expected == Expected::bound || expected == Expected::at_least ||
                       expected == Expected::open_steps;
  if (is_share || is_part) return state_part();
  return std::nullopt;
}

// `where denied and count >= 5 within 5m`: the clause was read as a test of a field.
std::optional<Diagnostic> Explainer::state_in_condition() const {
  const bool is_part = error_.expected == Expected::clause && next_.kind == RoughKind::word && begins_part(text(next_));
  for (std::size_t i = tokens_.size(); is_part && i-- > 1;) {
    const auto kind = find_state_kind(text(tokens_[i]));
    const std::string_view before = text(tokens_[i - 1]);
    if (!kind || (before != "and" && before != "or" && before != "where")) continue;
    return make(DiagnosticKind::syntax, span(tokens_[i]), fmt::format("found `{}` in a condition", text(tokens_[i])),
                fmt::format("it is a clause of its own, behind the condition: `{}`", example_of(*kind)));
  }
  return std::nullopt;
}

bool Explainer::is_wanted_length() const {
  return error_.expected == Expected::within || error_.expected == Expected::per || error_.expected == Expected::over;
}

StateKind Explainer::state_kind() const {
  const std::string_view rest = text_.substr(*error_.state_word);
  return *find_state_kind(rest.substr(0, word_length(rest)));
}

// A part of the clause behind its end: its parts have one order, and none stands twice.
std::optional<Diagnostic> Explainer::outside_of_state() const {
  if (next_.kind != RoughKind::word || !begins_part(text(next_))) return std::nullopt;
  return make(DiagnosticKind::syntax, span(next_),
              fmt::format("found `{}` outside of `{}`", text(next_), spelling(state_kind())),
              fmt::format("its parts and their order: `{}`", example_of(state_kind())));
}

Diagnostic Explainer::state_part() const {
  if (auto found = swallowed_part()) return std::move(*found);
  if (auto found = other_word_for_length()) return std::move(*found);
  return wanted(what(error_.expected).name, fmt::format("write `{}`", example_of(state_kind())));
}

// `by within 5m`: where a value is forgotten, the word behind it is read as one.
std::optional<Diagnostic> Explainer::swallowed_part() const {
  if (tokens_.size() < 2 || last()->kind != RoughKind::word || !begins_part(text(*last()))) return std::nullopt;
  const RoughToken& before = tokens_[tokens_.size() - 2];
  const bool is_wanting = before.begin == *error_.state_word || text(before) == "by" || text(before) == "min" ||
                          text(before) == "," || find_operator(text(before));
  if (!is_wanting) return std::nullopt;
  const bool is_number = text(before) == "min" || find_operator(text(before));
  return at(last()->begin, error_.expected)
      .wanted(is_number ? "a number" : "a value", fmt::format("write `{}`", example_of(state_kind())));
}

// `count > 5 in 5m`
std::optional<Diagnostic> Explainer::other_word_for_length() const {
  const RoughToken behind = rough_token(text_, next_.end);
  const bool has_length = behind.kind == RoughKind::literal && duration_length(text(behind)) > 0;
  const bool is_next_part = error_.expected == Expected::per && text(next_) == "over";
  if (!is_wanted_length() || is_next_part || !has_length || !may_mean_length(text(next_))) return std::nullopt;
  const std::string_view word = error_.expected == Expected::per    ? "per"
                                : error_.expected == Expected::over ? "over"
                                                                    : "within";
  Diagnostic diagnostic = wanted(what(error_.expected).name, fmt::format("write `{} {}`", word, text(behind)));
  diagnostic.fixes = {{span(next_), std::string(word)}};
  return diagnostic;
}

// The name of a step was read, and something else than `:` follows: it may have been no name.
Diagnostic Explainer::step_colon() const {
  if (auto found = unclosed_steps()) return std::move(*found);
  const Wanted asked = what(Expected::step_colon);
  if (tokens_.size() < 2 || last()->kind != RoughKind::word) return wanted(asked.name, asked.help);
  const std::string_view before = text(tokens_[tokens_.size() - 2]);
  if (before == "{" || before == "by" || before == "," || before == ".") return wanted(asked.name, asked.help);
  const Explainer name = at(last()->begin, Expected::close_steps);
  if (auto found = name.foreign()) return std::move(*found);
  const bool is_test = next_.kind == RoughKind::string || next_.kind == RoughKind::regex || text(next_) == "(";
  const auto op = is_test ? closest(text(*last()), word_operators()) : std::nullopt;
  if (op) {
    return make(DiagnosticKind::unknown_operator, span(*last()), fmt::format("`{}` is no operator", text(*last())),
                fmt::format("did you mean `{}`?", *op), {{span(*last()), std::string(*op)}});
  }
  const bool goes_on = is_operator(text(next_)) || text(next_) == "." || text(next_) == "[" || text(next_) == "(";
  return goes_on ? name.missing_connective() : wanted(asked.name, asked.help);
}

// A clause or item at the beginning of a line was read as a step.
std::optional<Diagnostic> Explainer::unclosed_steps() const {
  const RoughToken* open = nullptr;
  bool is_suspect = false;
  for (const RoughToken& token : tokens_) {
    if (token.begin < *error_.state_word) continue;
    if (open == nullptr && text(token) == "{") open = &token;
    if (text(token) == ":") is_suspect = false;  // it was a step
    const bool is_clause = find_clause_word(text(token)) || find_meta_key(text(token)) || find_item_word(text(token));
    if (open != nullptr && begins_line(token) && is_clause) is_suspect = true;
  }
  if (!is_suspect) return std::nullopt;
  return make(DiagnosticKind::unclosed_bracket, span(*open), "the `{` is not closed",
              fmt::format("close the steps of `{}` with `}}`", spelling(state_kind())));
}

bool Explainer::begins_line(const RoughToken& token) const {
  std::uint32_t at = token.begin;
  while (at > 0 && (text_[at - 1] == ' ' || text_[at - 1] == '\t')) --at;
  return at == 0 || text_[at - 1] == '\n';
}

// Behind a whole step there may be another, or `}`.
Diagnostic Explainer::after_step() const {
  if (next_.kind == RoughKind::end || at_next_item()) return unclosed_brace();
  const Wanted asked = what(Expected::close_steps);
  const std::string_view found = text(next_);
  if (found == ":" && tokens_.size() > 1 && is_operator(text(tokens_[tokens_.size() - 2]))) {
    return dangling_operator(tokens_[tokens_.size() - 2]);  // it took the next step's name for a value
  }
  if (found == ";" || found == ",") {
    Diagnostic diagnostic = wanted(asked.name, "steps stand one behind the other, without a mark between them");
    diagnostic.fixes = {{span(next_), ""}};
    return diagnostic;
  }
  const bool may_begin = next_.kind != RoughKind::symbol || found == "(" || found == "`";
  if (may_begin && !is_operator(found)) return missing_connective();
  return wanted(asked.name, asked.help);
}

Diagnostic Explainer::duration() const {
  const std::string_view number = text(next_);
  if (next_.kind != RoughKind::literal || number_length(number) == 0 || number.starts_with('-')) {
    return wanted(what(Expected::duration).name, what(Expected::duration).help);
  }
  return wanted("a duration",
                fmt::format("a duration has a unit: `{}s`, `{}m`, `{}h` or `{}d`", number, number, number, number));
}

}  // namespace spoor
