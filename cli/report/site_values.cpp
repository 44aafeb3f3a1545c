#include "cli/report/site_values.h"

#include <fmt/format.h>

#include "cli/report/source_comments.h"
#include "cli/workbench/value_uses.h"
#include "compiler/item_type.h"
#include "lang/quote.h"

namespace spoor {

namespace {

std::string_view expression(const Ast& tree, const Sources& sources, ExprId id) { return sources.text(tree[id].span); }

std::string value_text(const Ast& tree, const Sources& sources, const ast::Param& param) {
  return std::string(expression(tree, sources, param.value));
}

std::string value_text(const Ast& tree, const Sources& sources, const ast::List& list) {
  if (list.from) return fmt::format("from {}", string_text(list.from->name));
  std::string items;
  for (const ExprId item : list.items) {
    items.append(items.empty() ? "" : ", ").append(expression(tree, sources, item));
  }
  return fmt::format("[{}]", items);
}

std::string value_text(const Ast&, const Sources&, const ast::Table& table) {
  return fmt::format("from {}{}{}", string_text(table.from.name), table.key_column.empty() ? "" : " key ",
                     table.key_column);
}

template <typename Item>
SiteValue site_value(SiteValueKind kind, const Ast& tree, const Sources& sources, const Item& item) {
  SiteValue out{.kind = kind,
                .name = item.name,
                .type = {},
                .text = value_text(tree, sources, item),
                .item = std::string(sources.text(item.span)),
                .comment = {},
                .rules = {},
                .given = {}};
  for (const std::string_view line : comment_of(tree, sources, item.span)) out.comment.emplace_back(line);
  if constexpr (!std::is_same_v<Item, ast::Param>) out.type = written_type(item.type);
  return out;
}

// What stands in the place of the pack's own, if a site or `-D` put something there.
std::string given_text(const LoadedPack::ListRef& ref, const ast::List& own, const Sources& sources) {
  return ref.list == &own ? "" : value_text(*ref.tree, sources, *ref.list);
}
std::string given_text(const LoadedPack::ParamRef& ref, const ast::Param& own, const Sources& sources) {
  if (ref.given) return to_text(*ref.given);
  return ref.param == &own ? "" : value_text(*ref.tree, sources, *ref.param);
}

}  // namespace

std::string_view to_text(SiteValueKind kind) {
  switch (kind) {
    case SiteValueKind::list: return "list";
    case SiteValueKind::table: return "table";
    case SiteValueKind::param: return "param";
  }
  return "";
}

std::vector<SiteValue> site_values(const LoadedPack& pack, const Sources& sources) {
  std::vector<SiteValue> out;
  for (const Ast* tree : pack.trees) {
    for (const ast::List& list : tree->lists) {
      SiteValue value = site_value(SiteValueKind::list, *tree, sources, list);
      value.is_from_file = list.from.has_value();
      value.is_empty = !list.from && list.items.empty();
      if (const auto ref = pack.lists.find(list.name); ref != pack.lists.end())
        value.given = given_text(ref->second, list, sources);
      out.push_back(std::move(value));
    }
  }
  for (const Ast* tree : pack.trees) {
    for (const ast::Table& table : tree->tables) {
      out.push_back(site_value(SiteValueKind::table, *tree, sources, table));
      out.back().is_from_file = true;
    }
  }
  for (const Ast* tree : pack.trees) {
    for (const ast::Param& param : tree->params) {
      SiteValue value = site_value(SiteValueKind::param, *tree, sources, param);
      if (const auto ref = pack.params.find(param.name); ref != pack.params.end())
        value.given = given_text(ref->second, param, sources);
      out.push_back(std::move(value));
    }
  }
  const ValueUses uses = value_uses(pack);
  for (SiteValue& value : out) {
    if (const auto found = uses.find(value.name); found != uses.end())
      value.rules.assign(found->second.begin(), found->second.end());
  }
  return out;
}

}  // namespace spoor
