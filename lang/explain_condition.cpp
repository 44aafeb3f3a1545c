#include <fmt/format.h>

#include <algorithm>

#include "lang/clause.h"
#include "lang/explainer.h"
#include "lang/lexeme.h"
#include "lang/operator.h"
#include "lang/suggest.h"

// What is wrong in a condition, and behind it, where a clause may begin.
namespace spoor {

std::vector<std::string_view> word_operators() {
  std::vector<std::string_view> out = {"and", "or", "not", "exists"};
  for (const OperatorInfo& op : operators()) {
    if (is_word_start(op.spelling[0])) out.push_back(op.spelling);
  }
  return out;
}

namespace {

// All that may begin a clause of a rule.
std::vector<std::string_view> clause_spellings() {
  std::vector<std::string_view> out;
  for (const WordInfo& word : clause_words()) out.push_back(word.spelling);
  for (const WordInfo& key : meta_keys()) out.push_back(key.spelling);
  return out;
}

}  // namespace

// Behind a whole clause there may be another, or `}`; and an operator that was meant to go on.
Diagnostic Explainer::after_clause() const {
  if (const RoughToken* word = swallowed_a_clause()) return dangling_operator(*word);
  if (next_.kind == RoughKind::end || at_next_item()) return unclosed_brace();
  if (next_.kind != RoughKind::word) return after_condition();
  const std::string_view word = text(next_);
  const RoughToken behind = rough_token(text_, next_.end);
  const bool may_be_operator = behind_condition() && behind.begin < text_.size() && text(behind) != "{";
  const auto op = may_be_operator ? closest(word, word_operators()) : std::nullopt;
  if (op) {
    return make(DiagnosticKind::unknown_operator, span(next_), fmt::format("`{}` is no operator", word),
                fmt::format("did you mean `{}`?", *op), {{span(next_), std::string(*op)}});
  }
  if (const auto clause = closest(word, clause_spellings())) {
    return make(DiagnosticKind::unknown_clause, span(next_), fmt::format("`{}` begins no clause", word),
                fmt::format("did you mean `{}`?", *clause), {{span(next_), std::string(*clause)}});
  }
  if (behind_condition()) return after_condition();
  return make(DiagnosticKind::unknown_clause, span(next_), fmt::format("`{}` begins no clause", word),
              "a rule holds `where`, `except`, `dedup`, `emit`, `test`, one clause with memory such as `count`, and "
              "metadata such as `title`");
}

Diagnostic Explainer::after_condition() const {
  if (!behind_condition()) return wanted("a clause or `}`");
  if (next_.kind == RoughKind::word && last() != nullptr && last()->kind == RoughKind::word) {
    const RoughToken behind = rough_token(text_, next_.end);
    if (behind.kind == RoughKind::string || behind.kind == RoughKind::regex) {
      return make(DiagnosticKind::unknown_operator, span(next_), fmt::format("`{}` is no operator", text(next_)),
                  "the word operators are `in`, `contains`, `startswith`, `endswith`, `like` and `matches`");
    }
  }
  const bool may_begin = next_.kind != RoughKind::symbol || text(next_) == "(" || text(next_) == "`";
  if (may_begin) return missing_connective();
  return wanted("`and`, `or`, or the end of the condition");
}

Diagnostic Explainer::missing_connective() const {
  return make(DiagnosticKind::missing_connective, span(next_),
              fmt::format("found {} right behind a condition", found()), "missing `and` or `or`?");
}

// True if the words before the error are those of a condition, not of metadata or a clause with memory.
bool Explainer::behind_condition() const {
  for (auto token = tokens_.rbegin(); token != tokens_.rend(); ++token) {
    if (token->kind != RoughKind::word) continue;
    if (text(*token) == "where") return true;
    const bool has_date = token != tokens_.rbegin() && (token - 1)->kind == RoughKind::literal;  // of an exception
    if (text(*token) == "until" && error_.state_word && !has_date) return true;
    if (token->begin == error_.state_word) return false;
    if (find_meta_key(text(*token)) && token + 1 != tokens_.rend() && !continues(*(token + 1))) return false;
  }
  return tokens_.empty() || (text(tokens_.front()) != "pack" && text(tokens_.front()) != "rule");
}

// Whether a condition goes on behind the token, so that a word there is part of it.
bool Explainer::continues(const RoughToken& token) const {
  const std::string_view word = text(token);
  return token.kind == RoughKind::symbol ? word != ")" && word != "}" && word != "]" && word != "{"
                                         : is_reserved(word) || word == "where";
}

// `... and` at a line's end takes the next line's `severity` for a field. The operator that did so, or nothing.
const RoughToken* Explainer::swallowed_a_clause() const {
  if (tokens_.size() < 2 || last()->kind != RoughKind::word) return nullptr;
  const std::string_view word = text(*last());
  if (!find_meta_key(word) && !find_clause_word(word)) return nullptr;
  const RoughToken& before = tokens_[tokens_.size() - 2];
  const std::string_view between = text_.substr(before.end, last()->begin - before.end);
  const std::string_view op = text(before);
  const bool is_operator = is_reserved(op) || find_operator(op);
  return is_operator && between.find('\n') != std::string_view::npos ? &before : nullptr;
}

bool Explainer::condition_ends_here() const {
  if (next_.kind == RoughKind::end || text(next_) == "}" || text(next_) == ")" || at_next_item()) return true;
  return next_.kind == RoughKind::word && (find_meta_key(text(next_)) || find_clause_word(text(next_)));
}

Diagnostic Explainer::missing_operand() const {
  const bool dangling = last_is("and") || last_is("or") || last_is("not");
  if (dangling && condition_ends_here()) return dangling_operator(*last());
  // `and or`, `and and`: the second has nothing on its left.
  if (next_.kind == RoughKind::word && is_reserved(text(next_))) {
    return make(DiagnosticKind::syntax, span(next_), fmt::format("found `{}` where a condition is needed", text(next_)),
                find_operator(text(next_)) ? "an operator needs a path on its left"
                                           : "a field of this name is written in backticks");
  }
  return wanted("a condition",
                "a condition is a test such as `eventName == \"StopLogging\"`, `exists p`, or a def's name");
}

Diagnostic Explainer::dangling_operator(const RoughToken& word) const {
  return make(DiagnosticKind::dangling_operator, span(word), fmt::format("the condition ends with `{}`", text(word)),
              fmt::format("write what comes after it, or take `{}` away", text(word)));
}

Diagnostic Explainer::right_side() const {
  if (next_.kind == RoughKind::regex) {
    return wanted("a string", "regular expressions go with `matches`");
  }
  if (text(next_) == "(") return wanted("a value", "several literals go with `in`: `in (\"a\", \"b\")`");
  if (text(next_) == "all")
    return wanted("`(`", "`all` goes before a list in parentheses: `contains all (\"a\", \"b\")`");
  return wanted("a value", "a string stands in double quotes; a path is written bare");
}

Diagnostic Explainer::close_bracket() const {
  int depth = 0;
  const RoughToken* open = nullptr;
  for (auto token = tokens_.rbegin(); open == nullptr && token != tokens_.rend(); ++token) {
    if (token->kind != RoughKind::symbol) continue;
    const std::string_view word = text(*token);
    if (word == ")" || word == "]") ++depth;
    if ((word == "(" || word == "[") && depth-- == 0) open = &*token;
  }
  if (open == nullptr) return wanted("`,` or `}`");
  if (!condition_ends_here() || text(next_) == ")") return inside_brackets(*open);
  return make(DiagnosticKind::unclosed_bracket, span(*open), fmt::format("the `{}` is not closed", text(*open)),
              text(*open) == "(" ? "close it with `)`" : "close it with `]`");
}

// The bracket is not closed because something stands in the way.
Diagnostic Explainer::inside_brackets(const RoughToken& open) const {
  if (next_.kind == RoughKind::word) {
    if (const auto op = closest(text(next_), word_operators())) {
      return make(DiagnosticKind::unknown_operator, span(next_), fmt::format("`{}` is no operator", text(next_)),
                  fmt::format("did you mean `{}`?", *op), {{span(next_), std::string(*op)}});
    }
  }
  Diagnostic diagnostic = text(next_) == "," ? wanted("`)`, `and` or `or`",
                                                      "several literals go with `in`, or are a list with a name: "
                                                      "`list names = [\"a\", \"b\"]`")
                                             : wanted(text(open) == "[" ? "`,` or `]`" : "`,`, `)`, `and` or `or`");
  diagnostic.labels.push_back({span(open), "the bracket that is open here"});
  return diagnostic;
}

}  // namespace spoor
