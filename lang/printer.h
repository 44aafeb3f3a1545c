#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/layout.h"
#include "lang/syntax.h"

namespace spoor {

// Lays out one item from what the grammar read: the syntax has every lexeme, in order, with its place, which the tree
// of meanings has not. Words, commas and brackets are written anew; a comment goes before the lexeme that it precedes,
// or to the end of the line that it ended.
class Printer {
 public:
  Printer(const Syntax& syntax, std::string_view text) : syntax_(syntax), text_(text) {}

  // The item without the comments before and behind it, and without a line end.
  std::string item();
  // Behind item(): comments in it that nothing follows.
  std::span<const std::uint32_t> comments_left() const;

 private:
  using Children = std::span<const std::uint32_t>;
  enum class Role : std::uint8_t { condition, argument };

  const SyntaxNode& node(std::uint32_t i) const { return syntax_.nodes[i]; }
  Children children(std::uint32_t i) const { return syntax_.children_of(node(i)); }
  SyntaxKind kind(std::uint32_t i) const { return node(i).kind; }
  std::string_view lexeme(std::uint32_t i) const { return text_.substr(node(i).begin, node(i).end - node(i).begin); }

  // Comments before an offset that are not yet written; `hoist` puts each on a line of its own.
  void flush(std::uint32_t offset);
  void hoist(std::uint32_t offset);
  void add_comments(std::uint32_t offset, bool may_end_line);
  void token(std::uint32_t i);
  void word(std::string_view word);                          // and a space
  void word_before(std::string_view word, std::uint32_t i);  // and the lexeme
  void begin_element(std::uint32_t i);                       // of a block or list: with the empty line before it

  // Expressions.
  std::uint32_t lead(std::uint32_t i) const;  // where what follows its first words begins: comments go before those
  void expression(std::uint32_t i, Role role = Role::condition);
  void indented(std::uint32_t i);
  void operands(std::uint32_t i);
  void operand(std::uint32_t i);
  void enclosed(std::uint32_t i);
  void elements(Children items, std::uint32_t close);
  void path_steps(Children steps);
  void call(std::uint32_t i);
  void set(std::uint32_t i, Role role);
  void quantified(std::uint32_t i);
  void test(std::uint32_t i);
  void event(std::uint32_t i);

  // Clauses.
  void clause(std::uint32_t i);
  void block(Children clauses, std::uint32_t close);
  void meta(std::uint32_t i);
  void where(std::uint32_t i);
  void exception(std::uint32_t i);
  void dedup(std::uint32_t i);
  void keys(Children keys);
  void emit(std::uint32_t i);
  void rule_test(std::uint32_t i);
  void mock(std::uint32_t i);
  void feed(std::uint32_t i);

  // Clauses with memory.
  void state(std::uint32_t i);
  void state_head(Children parts);
  void state_part(std::uint32_t i);
  void by(std::uint32_t i);
  void steps(Children steps);
  std::size_t step_width(std::uint32_t i) const;
  std::size_t aligned_width(Children steps) const;
  void step(std::uint32_t i, std::size_t width);
  void until_condition(std::uint32_t i);

  // Items.
  void param(std::uint32_t i);
  void list(std::uint32_t i);
  void table(std::uint32_t i);
  void def(std::uint32_t i);

  const Syntax& syntax_;
  std::string_view text_;
  Layout layout_;
  std::size_t next_comment_ = 0;
};

// Whether an empty line stands before what begins here, and whether a comment here has text before it on its line.
bool has_blank_line_before(std::string_view text, std::uint32_t offset);
bool ends_a_line(std::string_view text, std::uint32_t comment);

// A comment without the white space behind it.
std::string_view comment_text(std::string_view text, std::uint32_t comment);

}  // namespace spoor
