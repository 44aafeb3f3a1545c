#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/ast.h"
#include "lang/diagnostic.h"
#include "lang/syntax.h"

namespace spoor {

// One pass over what the grammar read, children before parents: the heart of build(). What a node became is kept until
// its parent takes it; items go to the tree.
class Builder {
 public:
  // Of each byte of the text that was read, and of its end, where it stands in the tree's source, for a text that
  // stands in a string; empty for a source that is read as it is.
  using Offsets = std::span<const std::uint32_t>;

  Builder(const Syntax& syntax, std::string_view text, Offsets offsets, Ast& tree, Diagnostics& diagnostics);

  void run();

 private:
  using Children = std::span<const std::uint32_t>;

  const SyntaxNode& node(std::uint32_t i) const { return syntax_.nodes[i]; }
  Children children(std::uint32_t i) const { return syntax_.children_of(node(i)); }
  SyntaxKind kind(std::uint32_t i) const { return node(i).kind; }
  Span span(std::uint32_t i) const;
  std::string_view lexeme(std::uint32_t i) const { return text_.substr(node(i).begin, node(i).end - node(i).begin); }
  std::string word(std::uint32_t i) const { return std::string(lexeme(i)); }
  std::string unquoted(std::uint32_t i) const;

  void build_node(std::uint32_t i);

  // Expressions.
  void add(std::uint32_t i, ast::Node made);
  std::vector<ExprId> exprs(Children nodes) const;
  ast::Key key(std::uint32_t value, bool is_optional) const;
  std::vector<PathStep> steps(Children nodes);
  void key_step(std::uint32_t i);
  void index_step(std::uint32_t i);
  void call(std::uint32_t i);
  void quantified(std::uint32_t i);
  void test(std::uint32_t i);
  const Literal& literal(std::uint32_t i) const;
  const std::string& string(std::uint32_t i) const { return std::get<std::string>(literal(i)); }

  // Clauses.
  void meta(std::uint32_t i);
  std::vector<ast::Meta> metas(Children nodes);
  ast::Clauses clauses(Children nodes);
  ast::Exception exception(std::uint32_t i);
  ast::Dedup dedup(std::uint32_t i);
  std::vector<ast::Key> keys(Children nodes) const;
  ast::State state(std::uint32_t i);
  void set_state(std::optional<ast::State>& state, std::uint32_t i);
  ast::Bound bound(std::uint32_t i) const;
  ast::State::Length length(std::uint32_t i) const;
  ast::State::Factor factor(std::uint32_t i);
  ast::Step step(std::uint32_t i);
  ast::Emit emit(std::uint32_t i);
  void add_message_value(std::string_view text, Offsets offsets, ast::Emit& made);
  ast::RuleTest rule_test(std::uint32_t i);
  std::uint64_t times(std::uint32_t i);
  ast::Mock mock(std::uint32_t i);
  Duration offset(std::uint32_t i);
  std::uint32_t repeat(std::uint32_t i);
  ast::Feed feed(std::uint32_t i);
  ast::Event event(std::uint32_t i) const { return {word(i), span(i)}; }
  template <typename Clause>
  void set_once(std::optional<Clause>& clause, Clause made, Span at, std::string_view name);

  // Items.
  void use(std::uint32_t i);
  void def(std::uint32_t i);
  void table(std::uint32_t i);
  void tune(std::uint32_t i);
  ast::Param param(std::uint32_t i);
  ast::List list(std::uint32_t i);
  ast::ValueType value_type(std::uint32_t i);
  ast::FileName file_name(std::uint32_t i) const;

  const Syntax& syntax_;
  std::string_view text_;
  Offsets offsets_;
  Ast& tree_;
  Diagnostics& diagnostics_;
  std::vector<ExprId> expr_of_;
  std::vector<PathStep> step_of_;
  std::vector<ast::Meta> meta_of_;
};

}  // namespace spoor
