#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "lang/clause.h"
#include "lang/literal.h"
#include "lang/operator.h"
#include "lang/source.h"

namespace spoor {

// The tree of one rule file, as written. Expressions stand in one vector, children before parents, and name each
// other by ExprId, so that passes are loops and no input can overflow the stack.

enum class ExprId : std::uint32_t {};

struct PathStep {
  enum class Kind : std::uint8_t { key, index, each };  // .k  [n]  [*]

  Kind kind = Kind::key;
  std::string key;         // key
  std::int64_t index = 0;  // index; negative counts from the end
  Span span = {};

  friend bool operator==(const PathStep& a, const PathStep& b) {
    return a.kind == b.kind && a.key == b.key && a.index == b.index;
  }
};

namespace ast {

struct Constant {
  Literal value;
};

// A head and its steps. What the head names is decided by resolve(); in backticks it is always a field.
struct Path {
  std::string head;
  Span head_span;
  bool is_quoted = false;
  std::vector<PathStep> steps;
};

// name(args).steps: a def or a function; in a set also the name of a list.
struct Call {
  std::string name;
  Span name_span;
  std::vector<ExprId> args;
  std::vector<PathStep> steps;
};

// low..high in a set, both ends included.
struct Range {
  ExprId low;
  ExprId high;
};

// A parenthesised list: the right side of `in`, of `contains (...)`, or an argument.
struct Set {
  std::vector<ExprId> items;
};

struct Not {
  ExprId operand;
};
struct And {
  std::vector<ExprId> operands;
};
struct Or {
  std::vector<ExprId> operands;
};

enum class Quantifier : std::uint8_t { any, all, none };

struct Quantified {
  Quantifier quantifier;
  std::string variable;
  Span variable_span;
  ExprId over;
  ExprId body;
};

struct Exists {
  ExprId path;
};

// left operator right, with its modifiers: `not in`, `contains~`, `startswith all (...)`.
struct Test {
  Operator op;
  Span op_span;
  bool is_negated = false;
  bool is_folded = false;
  bool needs_all = false;
  ExprId left;
  ExprId right;
};

// A value where a condition may stand; check() decides whether it may.
using Node = std::variant<Constant, Path, Call, Range, Set, Not, And, Or, Quantified, Exists, Test>;

struct Expr {
  Node node;
  Span span;
};

struct Meta {
  MetaKey key;
  Span key_span;
  struct Value {
    Literal literal;  // a bare tag is a string
    Span span;
  };
  std::vector<Value> values;
};

struct Pack {
  std::string name;
  Span name_span;
  std::vector<Meta> metas;
};

struct Use {
  std::string pack;
  Span span;
  std::string alias;  // empty: none
};

enum class ListType : std::uint8_t { none, string, integer, cidr, ip };

struct List {
  std::string name;
  Span name_span;
  ListType type = ListType::none;
  std::vector<ExprId> items;
};

struct Parameter {
  std::string name;
  Span span;
};

struct Def {
  std::string name;
  Span name_span;
  std::vector<Parameter> parameters;
  ExprId body;
};

struct Rule {
  std::string name;
  Span name_span;
  std::vector<Meta> metas;
  std::optional<ExprId> where;
  Span where_span = {};
};

struct Comment {
  Span span;  // from `#` to the line's end
};

}  // namespace ast

struct Ast {
  SourceId source{};
  std::optional<ast::Pack> pack;
  std::vector<ast::Use> uses;
  std::vector<ast::List> lists;
  std::vector<ast::Def> defs;
  std::vector<ast::Rule> rules;
  std::vector<ast::Expr> exprs;
  std::vector<ast::Comment> comments;
  std::vector<std::string> broken;  // names of items that did not parse: their absence is no second error

  const ast::Expr& operator[](ExprId id) const { return exprs[static_cast<std::size_t>(id)]; }
};

// The tree as `spoor dump --stage=ast` shows it: one node a line, indented.
std::string to_text(const Ast& tree, const Sources& sources);

// A step as a path writes it: `.key`, .`odd key`, `[0]`, `[*]`.
std::string to_text(const PathStep& step);

}  // namespace spoor
