#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "compiler/closer.h"
#include "compiler/item_type.h"
#include "lang/suggest.h"

// Tables: lookups in them, and the set of their keys.
namespace spoor {

std::optional<TableId> Closer::close_table(const Ast& tree, const ast::Table& table) {
  const auto [entry, is_new] = tables_.emplace(&table, std::nullopt);
  if (!is_new) return entry->second;
  if (auto loaded = data_.table(tree, table)) {
    entry->second = static_cast<TableId>(tree_.tables.size());
    tree_.tables.push_back(std::move(loaded));
  }
  return entry->second;
}

// Nothing if the name is no table's.
std::optional<NodeId> Closer::close_lookup(const ast::Call& call, const std::vector<NodeId>& args, Span span,
                                           Scope& scope) {
  auto lookup = find_table(*scope.pack, call.name);
  if (lookup.clash) {
    report(
        DiagnosticKind::ambiguous_name, call.name_span, scope,
        fmt::format("table `{}` is defined by `{}` and by `{}`", call.name, lookup.clash->first, lookup.clash->second),
        fmt::format("write `{}.{}(...)`", lookup.clash->first, call.name));
    return unknown(span, scope);
  }
  if (!lookup.found) {
    const auto qualified = find_qualifier(*scope.pack, call.name);
    if (!qualified) return std::nullopt;
    const auto there = qualified->pack->tables.find(qualified->rest);
    if (there == qualified->pack->tables.end()) return std::nullopt;
    lookup.found = {qualified->pack, there->second};
  }
  if (args.size() != 1) {
    report(DiagnosticKind::argument_count, span, scope,
           fmt::format("a table takes one key, found {} arguments", args.size()));
    return unknown(span, scope);
  }
  const auto table = close_table(*lookup.found->ref.tree, *lookup.found->ref.table);
  return table ? add_lookup({*table, args[0], call.steps}, span, scope) : unknown(span, scope);
}

// The first key behind a row names a column, where the file says which there are.
NodeId Closer::add_lookup(closed::Lookup lookup, Span span, const Scope& scope) {
  const LoadedTable& table = tree_.table(lookup.table);
  const std::vector<std::string>& columns = table.columns;
  const auto step = std::find_if(lookup.steps.begin(), lookup.steps.end(),
                                 [](const PathStep& s) { return s.kind == PathStep::Kind::key; });
  const bool is_known = columns.empty() || step == lookup.steps.end() ||
                        std::find(columns.begin(), columns.end(), step->key) != columns.end();
  if (is_known) return add(std::move(lookup), span, scope);
  const std::vector<std::string_view> names(columns.begin(), columns.end());
  const auto near = closest(step->key, names);
  const bool is_bare = step->span.end - step->span.begin == step->key.size() + 1;
  report(DiagnosticKind::unknown_column, step->span, scope,
         fmt::format("table `{}` has no column {}", table.keys.name, shown(step->key)),
         near ? fmt::format("did you mean `{}`?", *near) : std::string(),
         near && is_bare ? std::vector<Fix>{{step->span, fmt::format(".{}", *near)}} : std::vector<Fix>{});
  return unknown(span, scope);
}

// The set that a table's name stands for; nothing if it is none.
std::optional<NodeId> Closer::keys_of_table(const ast::Path& path, Span span, Scope& scope) {
  if (!path.steps.empty()) return std::nullopt;
  const auto lookup = find_table(*scope.pack, path.head);
  if (!lookup.found) return std::nullopt;
  closed::Set set;
  if (const auto id = close_table(*lookup.found->ref.tree, *lookup.found->ref.table)) set.tables.push_back(*id);
  return add(std::move(set), span, scope);
}

// The set with the keys of its tables as lists.
closed::Set Closer::with_keys_as_lists(closed::Set set) {
  for (const TableId id : std::exchange(set.tables, {})) {
    const std::shared_ptr<const LoadedTable>& table = tree_.tables[static_cast<std::size_t>(id)];
    set.lists.push_back(static_cast<ListId>(tree_.lists.size()));
    tree_.lists.emplace_back(table, &table->keys);
  }
  return set;
}

// `p in (x, T)` is `p in (x) or exists T(p)`: so what a test mocks counts here too. Only keys that are strings can be
// folded; then they are a list.
NodeId Closer::close_membership(const ast::Test& test, NodeId left, NodeId right, Span span, Scope& scope) {
  closed::Set items = *tree_.get_if<closed::Set>(right);
  if (items.tables.empty()) {
    return add(closed::Test{test.op, test.is_negated, test.is_folded, false, left, right, test.op_span}, span, scope);
  }
  std::vector<NodeId> parts;
  closed::Set folded;
  for (const TableId id : std::exchange(items.tables, {})) {
    if (test.is_folded && tree_.table(id).keys.type == ast::ValueType::string) {
      folded.tables.push_back(id);
    } else {
      parts.push_back(add(closed::Exists{add(closed::Lookup{id, left, {}}, span, scope)}, span, scope));
    }
  }
  const std::vector<ListId> keys = with_keys_as_lists(std::move(folded)).lists;
  items.lists.insert(items.lists.end(), keys.begin(), keys.end());
  if (!items.items.empty() || !items.lists.empty()) {
    const NodeId set = add(std::move(items), tree_[right].span, scope);
    parts.insert(parts.begin(),
                 add(closed::Test{test.op, false, test.is_folded, false, left, set, test.op_span}, span, scope));
  }
  const NodeId whole = parts.size() == 1 ? parts[0] : add(closed::Or{std::move(parts)}, span, scope);
  return test.is_negated ? add(closed::Not{whole}, span, scope) : whole;
}

}  // namespace spoor
