#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/source.h"

namespace spoor {

// What the grammar recognised, before any meaning: a tree of spans in one vector, children before parents. build()
// makes the Ast of it.

enum class SyntaxKind : std::uint8_t {
  // lexemes
  name,
  quoted_name,
  dotted_name,
  string,
  raw_string,
  regex,
  number,
  duration,
  date,
  address,
  tag,
  true_word,
  false_word,
  operator_word,
  fold_mark,
  not_mark,
  all_mark,
  quantifier_word,
  // expressions
  key_step,
  index_step,
  each_step,
  path,
  call,
  range,
  set,
  not_,
  and_,
  or_,
  quantified,
  exists,
  test,
  event,
  offset,
  repeat,
  optional_mark,
  // clauses with memory
  state_word,
  values,
  bound,
  least,
  by,
  within,
  per,
  over,
  warmup,
  factor,
  step_name,
  step_rule,
  step,
  until_condition,
  state,
  // other clauses
  meta_word,
  meta,
  where,
  flag,
  reason,
  until,
  exception,
  key,
  dedup,
  field,
  emit,
  verdict,
  times,
  mock,
  sample_name,
  feed,
  rule_test,
  // items
  value_type,
  from,
  pack,
  use,
  alias,
  param,
  list,
  table,
  parameter,
  def,
  sample,
  rule,
  tune,
};

struct SyntaxNode {
  SyntaxKind kind;
  std::uint32_t begin = 0;  // bytes of the source
  std::uint32_t end = 0;
  std::uint32_t first_child = 0;  // into Syntax::children
  std::uint32_t child_count = 0;
};

// See expected.def; explain_syntax_error() finds out why it did not get it.
enum class Expected : std::uint8_t {
#define EXPECTED(id, what, help) id,
#include "lang/expected.def"
#undef EXPECTED
};

struct SyntaxError {
  Expected expected = Expected::none;
  std::uint32_t offset = 0;
  std::optional<std::uint32_t> state_word = {};  // of the last clause with memory that was begun before it
};

struct Syntax {
  std::vector<SyntaxNode> nodes;
  std::vector<std::uint32_t> children;
  std::vector<std::uint32_t> comments;  // offsets of `#`, ascending
  std::uint32_t end = 0;                // how far the text was read
  SyntaxError error;                    // expected == none: there is none

  bool ok() const { return error.expected == Expected::none; }
  std::span<const std::uint32_t> children_of(const SyntaxNode& node) const {
    return std::span(children).subspan(node.first_child, node.child_count);
  }
};

// Reads one item (see clauses.def) from `offset` on, which is at its first word.
Syntax read_item(std::string_view text, std::uint32_t offset);

// Reads one condition or value, the whole text.
Syntax read_expression(std::string_view text);

// Reads one path, call or literal, the whole text.
Syntax read_value(std::string_view text);

// Behind white space and comments. Comments that it passes are added to `comments`.
std::uint32_t skip_spacing(std::string_view text, std::uint32_t offset, std::vector<std::uint32_t>* comments = nullptr);

// What is wrong in the grammar itself (left recursion, loops without progress), by PEGTL's own analysis: 0 is well.
std::size_t grammar_problems();

}  // namespace spoor
