#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/clause.h"
#include "lang/diagnostic.h"
#include "lang/source.h"
#include "lang/syntax.h"
#include "lang/token_scan.h"

namespace spoor {

// Finds out why the grammar did not get what it wanted: the heart of explain_syntax_error(). It looks at rough tokens,
// since there is no tree of a text that did not parse.
class Explainer {
 public:
  Explainer(const SourceFile& file, SourceId source, std::uint32_t item_begin, const SyntaxError& error)
      : text_(file.text()),
        source_(source),
        error_(error),
        tokens_(rough_tokens(text_, item_begin, error.offset)),
        next_(rough_token(text_, error.offset)) {}

  Diagnostic explain() const;

 private:
  std::string_view text(const RoughToken& token) const { return text_.substr(token.begin, token.end - token.begin); }
  Span span(const RoughToken& token) const { return {source_, token.begin, token.end}; }
  const RoughToken* last() const { return tokens_.empty() ? nullptr : &tokens_.back(); }
  bool last_is(std::string_view word) const { return last() != nullptr && text(*last()) == word; }

  std::string found() const;
  Diagnostic make(DiagnosticKind kind, Span at, std::string message, std::string help = {},
                  std::vector<Fix> fixes = {}) const;
  Diagnostic wanted(std::string_view what, std::string_view help = {}) const;

  // Items and what may stand anywhere.
  Diagnostic too_deep() const;
  std::optional<Diagnostic> unclosed_string() const;
  std::optional<Diagnostic> foreign() const;
  std::optional<Diagnostic> dashed_name() const;
  Diagnostic unknown_word(DiagnosticKind kind, std::string_view what, const std::vector<std::string_view>& known) const;
  bool at_next_item() const;
  Diagnostic unclosed_brace() const;
  Diagnostic no_event() const;
  bool is_record() const;
  Diagnostic assignment() const;

  // Behind and within conditions.
  Diagnostic after_clause() const;
  Diagnostic after_condition() const;
  Diagnostic missing_connective() const;
  bool behind_condition() const;
  bool continues(const RoughToken& token) const;
  const RoughToken* swallowed_a_clause() const;
  bool condition_ends_here() const;
  Diagnostic missing_operand() const;
  Diagnostic dangling_operator(const RoughToken& word) const;
  Diagnostic right_side() const;
  Diagnostic close_bracket() const;
  Diagnostic inside_brackets(const RoughToken& open) const;

  // Clauses with memory.
  Explainer at(std::uint32_t offset, Expected expected) const;
  std::optional<Diagnostic> in_state() const;
  std::optional<Diagnostic> state_in_condition() const;
  StateKind state_kind() const;  // REQUIRES: error_.state_word
  std::optional<Diagnostic> outside_of_state() const;
  Diagnostic state_part() const;
  bool is_wanted_length() const;
  std::optional<Diagnostic> swallowed_part() const;
  std::optional<Diagnostic> other_word_for_length() const;
  Diagnostic step_colon() const;
  std::optional<Diagnostic> unclosed_steps() const;
  bool begins_line(const RoughToken& token) const;
  Diagnostic after_step() const;
  Diagnostic duration() const;

  std::string_view text_;
  SourceId source_;
  SyntaxError error_;
  std::vector<RoughToken> tokens_;  // of the item, before the error
  RoughToken next_;
};

// What the grammar wanted, and how that is written.
struct Wanted {
  std::string_view name;
  std::string_view help;
};
Wanted what(Expected expected);

std::vector<std::string_view> word_operators();

}  // namespace spoor
