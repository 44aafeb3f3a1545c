#include <fmt/format.h>

#include "compiler/closer.h"
#include "compiler/item_type.h"
#include "lang/suggest.h"

// The right side of `in` and of the string operators: literals, and names of lists.
namespace spoor {

NodeId Closer::close_list(const Ast& tree, const ast::List& list, Span use) {
  if (const auto known = lists_.find(&list); known != lists_.end()) return known->second;
  closed::Set items;
  if (list.from) {
    if (auto loaded = data_.list(tree, list)) {
      items.lists.push_back(static_cast<ListId>(tree_.lists.size()));
      tree_.lists.push_back(std::move(loaded));
    }
  }
  bool has_warned = false;
  for (const ExprId id : list.items) {
    const ast::Expr& item = tree[id];
    const Literal& written = std::get<ast::Constant>(item.node).value;
    if (const auto* text = std::get_if<std::string>(&written); text != nullptr && !has_warned) {
      has_warned = warn_of_network(list, *text, diagnostics_);
    }
    const auto value = typed_item(written, list.type);
    if (!value) {
      diagnostics_.push_back(
          {.kind = DiagnosticKind::bad_list_item,
           .span = item.span,
           .message = fmt::format("`{}` is no item for a list of type `{}`", to_text(written), type_name(list.type)),
           .label = "",
           .labels = {{list.name_span, "the list"}}});
      continue;
    }
    items.items.push_back(add(closed::Constant{*value}, item.span, use));
  }
  const NodeId set = add(std::move(items), list.name_span, use);
  lists_.emplace(&list, set);
  return set;
}

NodeId Closer::report_path_in_set(const ast::Path* path, Span span, Scope& scope) {
  if (path != nullptr && scope.pack->breaks(path->head)) return add(closed::Set{}, span, scope);
  std::string written = path == nullptr ? "a call" : "`" + path->head + "`";
  std::vector<Fix> fixes;
  std::string help = "compare two fields with `==`; put literals in parentheses: `in (\"a\", \"b\")`";
  if (path != nullptr && path->steps.empty()) {
    if (const auto near = closest(path->head, list_names(*scope.pack))) {
      help = fmt::format("did you mean the list `{}`?", *near);
      fixes.push_back({span, std::string(*near)});
    }
  }
  report(DiagnosticKind::path_in_set, span, scope,
         fmt::format("{} is no list: `in` takes literals in parentheses or the name of a list", written), help,
         std::move(fixes));
  return add(closed::Set{}, span, scope);
}

// The set that a bare name stands for, if it stands for one. A name that is a single constant is a set of one.
std::optional<NodeId> Closer::named_set(const ast::Path& path, Span span, Scope& scope) {
  if (path.is_quoted || find_variable(path.head, scope)) return std::nullopt;
  if (path.steps.empty()) {
    for (const auto& [name, bound] : scope.parameters) {
      if (name != path.head) continue;
      if (!bound) return add(closed::Set{}, span, scope);  // the def is looked at alone: any list would do
      if (tree_.get_if<closed::Set>(*bound)) return *bound;
      if (tree_.get_if<closed::Constant>(*bound)) return add(closed::Set{{*bound}}, span, scope);
      return std::nullopt;
    }
    const auto lookup = find_list(*scope.pack, path.head);
    if (lookup.clash) {
      report(
          DiagnosticKind::ambiguous_name, span, scope,
          fmt::format("list `{}` is defined by `{}` and by `{}`", path.head, lookup.clash->first, lookup.clash->second),
          fmt::format("write `{}.{}`", lookup.clash->first, path.head));
      return add(closed::Set{}, span, scope);
    }
    if (lookup.found) {
      return close_list(*lookup.found->ref.tree, *lookup.found->ref.list, scope.use.value_or(span));
    }
  }
  if (const auto keys = keys_of_table(path, span, scope)) return keys;
  std::string dotted = path.head;
  for (const PathStep& step : path.steps) {
    if (step.kind != PathStep::Kind::key) return std::nullopt;
    dotted += "." + step.key;
  }
  if (const auto qualified = find_qualifier(*scope.pack, dotted)) {
    const auto there = qualified->pack->lists.find(qualified->rest);
    if (there != qualified->pack->lists.end()) {
      return close_list(*there->second.tree, *there->second.list, scope.use.value_or(span));
    }
  }
  if (!find_def(*scope.pack, path.head).found && !find_param(*scope.pack, path.head).found) return std::nullopt;
  const NodeId value = close_path(path, span, scope);
  if (!tree_.get_if<closed::Constant>(value)) return std::nullopt;
  return add(closed::Set{{value}}, span, scope);
}

NodeId Closer::close_set(ExprId right, Scope& scope) {
  const ast::Expr& expr = (*scope.tree)[right];
  if (const auto* set = std::get_if<ast::Set>(&expr.node)) {
    closed::Set items;
    for (const ExprId item : set->items) add_set_item(item, scope, items);
    return add(std::move(items), expr.span, scope);
  }
  if (const auto* path = std::get_if<ast::Path>(&expr.node)) {
    if (const auto named = named_set(*path, expr.span, scope)) return *named;
    return report_path_in_set(path, expr.span, scope);
  }
  return report_path_in_set(nullptr, expr.span, scope);
}

// One item in parentheses: a literal, a range, or a name whose items are put in place.
void Closer::add_set_item(ExprId id, Scope& scope, closed::Set& set) {
  const ast::Expr& expr = (*scope.tree)[id];
  if (const auto* path = std::get_if<ast::Path>(&expr.node)) {
    const auto named = named_set(*path, expr.span, scope);
    if (!named) {
      report_path_in_set(path, expr.span, scope);
      return;
    }
    const auto& inner = *tree_.get_if<closed::Set>(*named);
    set.items.insert(set.items.end(), inner.items.begin(), inner.items.end());
    set.lists.insert(set.lists.end(), inner.lists.begin(), inner.lists.end());
    set.tables.insert(set.tables.end(), inner.tables.begin(), inner.tables.end());
    return;
  }
  const NodeId closed = close(id, scope);
  const bool is_literal = tree_.get_if<closed::Constant>(closed) || tree_.get_if<closed::Range>(closed);
  const auto* call = tree_.get_if<closed::Call>(closed);
  if (is_literal || (call != nullptr && call->steps.empty())) {
    set.items.push_back(closed);  // check() folds a call of constants, or refuses it
  } else if (const auto* field = tree_.get_if<closed::Field>(closed); field == nullptr || !field->steps.empty()) {
    report_path_in_set(nullptr, expr.span, scope);
  }
}

// String operators ask for each item by itself, so the items of files become nodes here, as long as they are few.
NodeId Closer::with_items_of_lists(NodeId id, Span span, Scope& scope) {
  constexpr std::size_t kMostItems = 10'000;
  for (const TableId table : tree_.get_if<closed::Set>(id)->tables) {
    if (!tree_.table(table).is_database()) continue;
    report(DiagnosticKind::needs_literal, span, scope,
           fmt::format("table `{}` is a MaxMind database, whose keys are not known here", tree_.table(table).keys.name),
           "`in` asks whether it has a row");
    return unknown(span, scope);
  }
  const closed::Set set = with_keys_as_lists(*tree_.get_if<closed::Set>(id));
  if (set.lists.empty()) return id;
  std::vector<NodeId> items = set.items;
  for (const ListId list_id : set.lists) {
    const LoadedList& list = tree_.list(list_id);
    if (items.size() + list.size() > kMostItems) {
      report(
          DiagnosticKind::expansion_too_large, span, scope,
          fmt::format("list `{}` has {} items, and this operator takes at most {}", list.name, list.size(), kMostItems),
          "`in` takes lists of any length");
      return unknown(span, scope);
    }
    const auto add_item = [&](Literal item) { items.push_back(add(closed::Constant{std::move(item)}, span, scope)); };
    for (std::size_t i = 0; i < list.strings.size(); ++i) add_item(std::string(list.string(i)));
    for (const Number& number : list.numbers) add_item(number);
    for (const Network& network : list.networks) add_item(network);
  }
  return add(closed::Set{std::move(items)}, span, scope);
}

NodeId Closer::close_string_set(ExprId right, Scope& scope) {
  const ast::Expr& expr = (*scope.tree)[right];
  if (std::holds_alternative<ast::Set>(expr.node)) {
    const NodeId set = with_items_of_lists(close_set(right, scope), expr.span, scope);
    const auto* closed = tree_.get_if<closed::Set>(set);
    return closed != nullptr && closed->items.size() == 1 ? closed->items[0] : set;
  }
  if (const auto* path = std::get_if<ast::Path>(&expr.node);
      path != nullptr && path->steps.empty() && !path->is_quoted) {
    const bool is_bound = find_variable(path->head, scope) || find_def(*scope.pack, path->head).found;
    if (!is_bound && find_list(*scope.pack, path->head).found) {
      report(DiagnosticKind::list_needs_parentheses, expr.span, scope,
             fmt::format("`{}` is a list, and a bare name here is a field", path->head),
             fmt::format("write `({})`", path->head), {{expr.span, fmt::format("({})", path->head)}});
      return unknown(expr.span, scope);
    }
  }
  return close(right, scope);
}

}  // namespace spoor
