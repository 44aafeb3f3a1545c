#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "compiler/loaded_table.h"
#include "compiler/program/rows.h"
#include "lang/ast.h"
#include "lang/function.h"

namespace spoor {

// The closed tree: what resolve() makes of the Asts of a compilation. Names are gone: defs are expanded where they
// stood, lists are sets, calls are built-in functions, heads are fields or quantifier variables. One vector of nodes
// for all rules, children before parents.

enum class NodeId : std::uint32_t {};
enum class VariableId : std::uint32_t {};  // one for each quantifier after expansion, so no two share one

enum class ListId : std::uint32_t {};  // a list whose items stand in a file
enum class TableId : std::uint32_t {};

namespace closed {

struct Constant {
  Literal value;  // as a condition: true or false
};

// A step of the rule whose `emit` names it.
struct OfStep {
  std::uint32_t index;  // of the state's steps
  std::uint32_t name;   // ClosedTree::step_names
};

// Steps from the record, or from the element that a quantifier binds. Neither variable nor steps: what could not be
// resolved and was reported.
struct Field {
  std::optional<VariableId> variable;
  std::vector<PathStep> steps;
  bool is_quoted = false;                     // the first name stands in backticks, so no def is meant
  std::optional<OfStep> step = std::nullopt;  // in `emit`: of that step's record
};

struct Call {
  Function function;  // or a part of one
  std::vector<NodeId> args;
  std::vector<PathStep> steps;  // from each value of the result
};

// table(key).steps: the rows that the table has for the values of the key.
struct Lookup {
  TableId table;
  NodeId key;
  std::vector<PathStep> steps;  // from each row
};

// Both ends, constants, are included.
struct Range {
  NodeId low;
  NodeId high;
};

// Items are constants and ranges, and those of lists from files; stands right of an operator only. `tables` are those
// whose keys belong to it, until an operator takes the set: `in` asks them, for others their keys become a list.
struct Set {
  std::vector<NodeId> items;
  std::vector<ListId> lists = {};
  std::vector<TableId> tables = {};
};

struct Not {
  NodeId operand;
};
struct And {
  std::vector<NodeId> operands;
};
struct Or {
  std::vector<NodeId> operands;
};

struct Quantified {
  ast::Quantifier quantifier;
  VariableId variable;
  NodeId over;
  NodeId body;
};

struct Exists {
  NodeId value;
};

// `right` is a Set for `in`, and for a string operator with more than one literal; else a value.
struct Test {
  Operator op;
  bool is_negated = false;
  bool is_folded = false;
  bool needs_all = false;
  NodeId left;
  NodeId right;
  Span op_span;
};

using Node = std::variant<Constant, Field, Call, Lookup, Range, Set, Not, And, Or, Quantified, Exists, Test>;

struct Entry {
  Node node;
  Span span;  // where it was written, in a def's body for what came from there
  Span use;   // where the rule says so: the def's name in the rule; `span` itself for what stands in the rule
  bool is_of_cloudtrail = false;  // the pack in which it was written reads CloudTrail records
};

// A value read from matching records.
struct Output {
  OutputRole role;
  std::string name;
  NodeId value;
  std::optional<std::uint32_t> step = std::nullopt;  // of its rule: it is read from that step's record
};

// What one record can be to a rule with memory. Kinds without steps have one of their `where`.
struct Step {
  std::string name;
  StepRole role = StepRole::taken;
  std::uint32_t repeat = 1;
  std::optional<std::uint32_t> condition;  // of the rule's
  std::optional<NodeId> own;               // what of that condition the step itself asks; none: `where` alone
  std::optional<std::uint32_t> rule;       // of the tree's, with memory: it takes that one's findings
  std::vector<Output> keys;                // its own; empty: those of the state
};

struct State {
  StateKind kind;
  std::vector<Output> keys;
  std::vector<Output> values;
  std::vector<Step> steps;
  std::optional<NodeId> share;  // ratio: what is asked of the records; part of its second step's condition
  StateRow numbers;             // times, bounds and flags, nothing else of it
};

// Takes records away from its rule.
struct Exception {
  std::string name;
  Span name_span;
  Span span;                                      // the whole clause
  NodeId when;                                    // whatever the day
  std::optional<TimeRange> until = std::nullopt;  // the last day
};

struct Rule {
  std::string name;  // with its pack's
  Span name_span;
  std::vector<Span> places;  // the whole rule as its file has it, then each whole tuning of it
  std::vector<ast::Meta> metas;
  // Without memory one; with it one for each step that records meet. What exceptions take away is not in them. None: an
  // error, which was reported.
  std::vector<NodeId> conditions;
  std::optional<State> state = std::nullopt;
  std::vector<Output> outputs = {};   // keys of `dedup` first
  std::chrono::milliseconds dedup{};  // nothing: each finding is shown
  bool is_hidden = false;             // it runs only for those that take its findings

  // Parts of the conditions, for those that look at rules.
  std::optional<NodeId> where = std::nullopt;  // as it stands in the rule, or in the last tuning that replaces it
  std::vector<Exception> exceptions = {};
};

// A def that stood where a node is now. Of a node that several defs come down to the innermost comes first.
struct Expansion {
  NodeId body;
  Span call;      // as written, in a rule or in another def
  Span def_name;  // where the def has its name
};

// A rule that does not run, and where that is said.
struct Disabled {
  std::string name;  // with its pack's
  Span place;
};

}  // namespace closed

// After check() every operator has operands it can take, every condition is one, and calls of constants are constants.
struct ClosedTree {
  std::vector<closed::Entry> nodes;
  std::vector<std::string> variables;         // names as written, by VariableId
  std::vector<std::string> step_names;        // as written
  std::vector<closed::Expansion> expansions;  // in the order in which they were made
  std::vector<std::shared_ptr<const LoadedList>> lists;
  std::vector<std::shared_ptr<const LoadedTable>> tables;
  std::vector<closed::Rule> rules;
  std::vector<closed::Disabled> disabled;
  std::vector<closed::Output> outputs;
  NodeId time{};                                                // of a record, one of the outputs
  std::unordered_map<NodeId, std::vector<NodeId>> folded_from;  // arguments of calls that became constants

  const closed::Entry& operator[](NodeId id) const { return nodes[static_cast<std::size_t>(id)]; }
  closed::Entry& operator[](NodeId id) { return nodes[static_cast<std::size_t>(id)]; }
  template <typename T>
  const T* get_if(NodeId id) const {
    return std::get_if<T>(&(*this)[id].node);
  }
  const LoadedList& list(ListId id) const { return *lists[static_cast<std::size_t>(id)]; }
  const LoadedTable& table(TableId id) const { return *tables[static_cast<std::size_t>(id)]; }
  std::string_view variable(VariableId id) const { return variables[static_cast<std::size_t>(id)]; }
};

// A node as the language would write it, on one line, with parentheses only where they are needed.
std::string to_text(const ClosedTree& tree, NodeId node);

// A rule with its conditions, below what it remembers and its steps if it has memory.
std::string to_text(const ClosedTree& tree, const closed::Rule& rule);

}  // namespace spoor
