#pragma once

#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/data_files.h"
#include "compiler/scope.h"
#include "compiler/test_case.h"
#include "lang/diagnostic.h"

namespace spoor {

// What one expression may expand to, far beyond what is written by hand: a name, a test, an `and` each count as one.
inline constexpr std::uint32_t kMostParts = 400'000;

// Closes expressions: the recursive heart of resolve(). Depth and size of what defs expand to are bounded, for each
// expression and for all together. A def that is known to be too large is not expanded again.
class Closer {
 public:
  Closer(ClosedTree& tree, DataFiles& data, Diagnostics& diagnostics)
      : tree_(tree), data_(data), diagnostics_(diagnostics) {}

  // A rule's condition or an output, with no def around it.
  NodeId close_whole(ExprId expr, Scope& scope);

  // A def's body, for the errors in it.
  void close_alone(const ast::Def& def, Scope& scope);

  // A node that no expression wrote: exceptions around a condition, text in a message.
  NodeId add_made(closed::Node node, Span span) { return add(std::move(node), span, span); }

  // A list's items as a Set, checked against its type; made once, whoever uses it.
  NodeId close_list(const Ast& tree, const ast::List& list, Span use);

  // A row that a test gives a table. Nothing if there is something wrong with it, which is reported.
  std::optional<TestCase::Mock> close_mock(const ast::Mock& mock, const Scope& scope);

  // How many parts it has, those that it shares with others too.
  std::size_t size_of(NodeId node) const { return sizes_[static_cast<std::size_t>(node)]; }

  ClosedTree& tree() { return tree_; }
  Diagnostics& diagnostics() { return diagnostics_; }

  // Reads a table's file, once. Nothing if there is no table in it, which is reported.
  std::optional<TableId> close_table(const Ast& tree, const ast::Table& table);

 private:
  NodeId close(ExprId expr, Scope& scope);
  NodeId close_body(const ast::Def& def, Scope& scope);
  NodeId close_node(const ast::Expr& expr, Scope& scope);
  NodeId close_path(const ast::Path& path, Span span, Scope& scope);
  NodeId close_call(const ast::Call& call, Span span, Scope& scope);
  NodeId close_quantified(const ast::Quantified& quantified, Span span, Scope& scope);
  NodeId close_test(const ast::Test& test, Span span, Scope& scope);
  std::vector<NodeId> close_all(const std::vector<ExprId>& exprs, Scope& scope);

  NodeId close_set(ExprId right, Scope& scope);
  void add_set_item(ExprId item, Scope& scope, closed::Set& set);
  std::optional<NodeId> named_set(const ast::Path& path, Span span, Scope& scope);
  NodeId with_items_of_lists(NodeId set, Span span, Scope& scope);
  NodeId close_string_set(ExprId right, Scope& scope);
  NodeId report_path_in_set(const ast::Path* path, Span span, Scope& scope);

  NodeId expand(const FoundName<LoadedPack::DefRef>& found, std::vector<std::optional<NodeId>> args, Span span,
                Scope& scope);
  NodeId add_call(closed::Call call, Span span, const Scope& scope);
  std::optional<NodeId> close_lookup(const ast::Call& call, const std::vector<NodeId>& args, Span span, Scope& scope);
  NodeId add_lookup(closed::Lookup lookup, Span span, const Scope& scope);
  std::optional<NodeId> keys_of_table(const ast::Path& path, Span span, Scope& scope);
  closed::Set with_keys_as_lists(closed::Set set);
  NodeId close_membership(const ast::Test& test, NodeId left, NodeId right, Span span, Scope& scope);
  void report_no_table(const ast::Mock& mock, const Scope& scope);
  bool has_known_columns(const ast::Event& row, const LoadedTable& table);
  NodeId with_steps(NodeId base, const std::vector<PathStep>& steps, Span span, const Scope& scope);
  bool is_null(ExprId expr, const Scope& scope) const;
  std::optional<std::uint32_t> find_step(std::string_view name, const Scope& scope) const;
  NodeId close_step(const ast::Path& path, std::uint32_t step, Span span, const Scope& scope);
  std::optional<VariableId> find_variable(std::string_view name, const Scope& scope) const;

  NodeId add(closed::Node node, Span span, const Scope& scope);
  NodeId add(closed::Node node, Span span, Span use);
  NodeId unknown(Span span, const Scope& scope) { return add(closed::Field{}, span, scope); }
  void report_parts(Span use);
  void stop(Span use, std::string message, std::string help);
  void report(DiagnosticKind kind, Span span, const Scope& scope, std::string message, std::string help = {},
              std::vector<Fix> fixes = {});

  ClosedTree& tree_;
  DataFiles& data_;
  Diagnostics& diagnostics_;
  std::size_t parts_ = 0;             // of the whole expression under way, so far
  std::vector<std::uint32_t> sizes_;  // of the tree below each node, shared parts counted as often as they stand
  std::unordered_map<const ast::List*, NodeId> lists_;
  std::unordered_map<const ast::Table*, std::optional<TableId>> tables_;
  std::uint32_t depth_ = 0;
  bool is_stopped_ = false;  // the expression under way is too large or too deep, which was reported
  std::unordered_map<const ast::Def*, std::size_t> parts_of_defs_;
};

}  // namespace spoor
