#include "cli/workbench/value_uses.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace spoor {

namespace {

// Names that the items of a pack name, by item.
class NamedBy {
 public:
  explicit NamedBy(const LoadedPack& pack) : pack_(pack) {
    for (const Ast* tree : pack.trees) read(*tree);
  }

  // Those that a rule names, and those that the defs name that it names.
  std::set<std::string> of_rule(const std::string& rule) const {
    std::set<std::string> reached;
    const auto direct = by_rule_.find(rule);
    if (direct == by_rule_.end()) return reached;
    std::vector<std::string> open(direct->second.begin(), direct->second.end());
    while (!open.empty()) {
      const std::string name = std::move(open.back());
      open.pop_back();
      if (!reached.insert(name).second) continue;
      const auto def = by_def_.find(name);
      if (def != by_def_.end()) open.insert(open.end(), def->second.begin(), def->second.end());
    }
    return reached;
  }

 private:
  using Names = std::map<std::string, std::set<std::string>>;

  struct Item {
    Span span;
    std::set<std::string>* names;
  };

  void read(const Ast& tree) {
    std::vector<Item> items;
    for (const ast::Def& def : tree.defs) items.push_back({def.span, &by_def_[def.name]});
    for (const ast::Rule& rule : tree.rules) items.push_back({rule.span, &by_rule_[rule.name]});
    std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.span.begin < b.span.begin; });
    for (const ast::Expr& expr : tree.exprs) {
      const auto name = name_in(expr);
      if (!name) continue;
      const auto behind = std::upper_bound(items.begin(), items.end(), expr.span.begin,
                                           [](std::uint32_t at, const Item& item) { return at < item.span.begin; });
      if (behind != items.begin() && expr.span.end <= (behind - 1)->span.end) (behind - 1)->names->insert(*name);
    }
  }

  std::optional<std::string> name_in(const ast::Expr& expr) const {
    if (const auto* path = std::get_if<ast::Path>(&expr.node)) {
      return path->is_quoted ? std::nullopt : std::optional(path->head);
    }
    const auto* call = std::get_if<ast::Call>(&expr.node);
    if (call == nullptr) return std::nullopt;
    const bool is_full = call->name.starts_with(pack_.name + ".");
    return is_full ? call->name.substr(pack_.name.size() + 1) : call->name;
  }

  const LoadedPack& pack_;
  Names by_def_, by_rule_;
};

}  // namespace

NamesByRule names_by_rule(const LoadedPack& pack) {
  const NamedBy named(pack);
  NamesByRule out;
  for (const LoadedPack::RuleRef& rule : pack.rules) {
    std::set<std::string>& names = out[pack.full_name(rule.rule->name)];
    for (const std::string& name : named.of_rule(rule.rule->name)) {
      const bool is_of_pack = pack.defs.contains(name) || pack.lists.contains(name) || pack.tables.contains(name) ||
                              pack.params.contains(name);
      if (is_of_pack) names.insert(name);
    }
  }
  return out;
}

ValueUses value_uses(const LoadedPack& pack) {
  ValueUses uses;
  for (const auto& [rule, names] : names_by_rule(pack)) {
    for (const std::string& name : names) {
      if (!pack.defs.contains(name)) uses[name].insert(rule);
    }
  }
  return uses;
}

}  // namespace spoor
