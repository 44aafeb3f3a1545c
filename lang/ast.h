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
  Span span;
};

// A JSON object, as written.
struct Event {
  std::string text;
  Span span;
};

// Takes records away from its rule, up to and with the day `until`.
struct Exception {
  std::string name;
  Span name_span;
  ExprId when;
  std::optional<std::string> reason;
  std::optional<TimeRange> until;
  Span span;
};

struct Key {
  ExprId value;
  std::string text;          // as written, on one line
  bool is_optional = false;  // `?`
};

struct Dedup {
  std::vector<Key> keys;
  Duration length;
  Span span;
};

struct Bound {
  Operator op;  // == >= > <= <
  Span op_span;
  ExprId value;  // a literal, or a param
};

// What of a rule is met by one record: by its condition, or by a finding of another rule.
struct Step {
  bool is_negated = false;
  std::string name;
  Span name_span;
  std::vector<Key> keys;     // its own `by`; empty: those of the rule
  std::uint32_t repeat = 1;  // records that it needs
  std::optional<ExprId> condition;
  std::string rule;  // without a condition
  Span rule_span = {};
  Span span;
};

// What gives a rule memory. Which parts a clause has hangs on its kind; the grammar sees to it.
struct State {
  // A length of time after a word of its own: `within 5m`.
  struct Length {
    Duration duration;
    Span span;
  };
  // Of `spike`: so many times the mean, or so many standard deviations above it.
  struct Factor {
    Number value;
    bool is_deviations = false;
    Span span;
  };

  StateKind kind;
  Span kind_span;
  std::vector<Key> values;          // distinct, sum, first; none is optional
  std::optional<ExprId> condition;  // ratio
  std::optional<Bound> bound;       // count, distinct, sum, ratio
  std::optional<Factor> factor;     // spike
  std::optional<ExprId> least;      // `min`
  std::vector<Key> keys;            // `by`
  std::optional<Length> within, per, over, warmup;
  std::vector<Step> steps;      // sequence, together
  std::optional<ExprId> until;  // sequence, together
  Span span;
};

// A finding's message, its text and values in order, and the fields beside it.
struct Emit {
  struct Field {
    std::string name;
    Span name_span;
    ExprId value;
  };
  std::vector<std::variant<std::string, ExprId>> message;
  Span message_span;
  std::vector<Field> fields;
  Span span;
};

// What a table answers in a test.
struct Mock {
  std::string table;
  Span table_span;
  Literal key;
  Span key_span;
  Event row;
};

// Records that a test gives its rule, one or several of a kind.
struct Feed {
  std::optional<Duration> at;  // from the test's start; may be negative
  std::uint32_t repeat = 1;
  std::optional<Duration> every;
  std::string sample;  // empty: none
  Span sample_span;
  std::optional<Event> event;  // beside a sample: the merge patch of it
  Span span;
};

struct RuleTest {
  std::string name;
  Span name_span;
  bool fires = false;
  std::optional<std::uint64_t> times;  // exactly
  std::vector<Mock> mocks;
  std::vector<Feed> feeds;
  Span span;
};

struct Flag {
  bool is_enabled;
  Span span;
};

// What stands in the braces of a rule, or of a site's tuning of one.
struct Clauses {
  std::vector<Meta> metas;
  std::optional<ExprId> where;
  Span where_span = {};
  std::optional<State> state;
  std::vector<Exception> exceptions;
  std::optional<Dedup> dedup;
  std::optional<Emit> emit;
  std::vector<RuleTest> tests;
  std::optional<Flag> flag;
};

// Every item has the span of the whole of it.

struct Pack {
  std::string name;
  Span name_span;
  std::vector<Meta> metas;
  Span span;
};

struct Use {
  std::string pack;
  Span pack_span;
  std::string alias;  // empty: none
  Span span;
};

struct Param {
  std::string name;
  Span name_span;
  ExprId value;  // a constant
  Span span;
};

enum class ValueType : std::uint8_t { none, string, integer, cidr, ip };

// The name of a file beside the rule file, as written.
struct FileName {
  std::string name;
  Span span;
};

struct List {
  std::string name;
  Span name_span;
  ValueType type = ValueType::none;
  std::optional<FileName> from;
  std::vector<ExprId> items;  // without `from`
  Span span;
};

struct Table {
  std::string name;
  Span name_span;
  ValueType type = ValueType::none;  // of its keys
  FileName from;
  std::string key_column;  // empty: the first
  Span key_column_span;
  Span span;
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
  Span span;
};

struct Sample {
  std::string name;
  Span name_span;
  Event event;
  Span span;
};

struct Rule {
  std::string name;
  Span name_span;
  Clauses clauses;
  Span span;
};

// A site's change to a rule, or to the lists and params of a pack.
struct Tune {
  std::string target;
  Span target_span;
  Clauses clauses;
  std::vector<Param> params;
  std::vector<List> lists;
  Span span;
};

struct Comment {
  Span span;  // from `#` to the line's end
};

}  // namespace ast

struct Ast {
  SourceId source{};
  std::optional<ast::Pack> pack;
  std::vector<ast::Use> uses;
  std::vector<ast::Param> params;
  std::vector<ast::List> lists;
  std::vector<ast::Table> tables;
  std::vector<ast::Def> defs;
  std::vector<ast::Sample> samples;
  std::vector<ast::Rule> rules;
  std::vector<ast::Tune> tunes;
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
