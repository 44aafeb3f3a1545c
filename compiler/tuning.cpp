#include "compiler/tuning.h"

#include <fmt/format.h>

#include <algorithm>

#include "lang/suggest.h"

namespace spoor {

namespace {

class Tuning {
 public:
  Tuning(const LoadedPack& site, std::vector<LoadedPack*>& running, Diagnostics& diagnostics)
      : site_(site), running_(running), diagnostics_(diagnostics) {}

  void apply(const Ast& tree, const ast::Tune& tune) {
    if (LoadedPack* pack = find_pack(tune.target)) return tune_pack(*pack, tree, tune);
    const std::size_t dot = tune.target.rfind('.');
    LoadedPack* pack = dot == std::string::npos ? nullptr : find_pack(std::string_view(tune.target).substr(0, dot));
    if (pack == nullptr) return report_no_pack(tune);
    LoadedPack::RuleRef* rule = pack->find_rule(std::string_view(tune.target).substr(dot + 1));
    if (rule == nullptr) return report_no_rule(*pack, tune);
    tune_rule(*pack, *rule, tree, tune);
  }

 private:
  LoadedPack* find_pack(std::string_view name) const {
    const auto found = std::find_if(site_.uses.begin(), site_.uses.end(),
                                    [&](const LoadedPack::Used& use) { return use.name == name; });
    return found == site_.uses.end() ? nullptr : found->pack;
  }

  void run(LoadedPack& pack) {
    if (std::find(running_.begin(), running_.end(), &pack) == running_.end()) running_.push_back(&pack);
  }

  void tune_rule(LoadedPack& pack, LoadedPack::RuleRef& rule, const Ast& tree, const ast::Tune& tune) {
    for (const ast::Param& param : tune.params) report_misplaced(param.name_span, "param", pack.name);
    for (const ast::List& list : tune.lists) report_misplaced(list.name_span, "list", pack.name);
    rule.clauses.push_back({&site_, &tree, &tune.clauses, tune.span});
    run(pack);
  }

  void tune_pack(LoadedPack& pack, const Ast& tree, const ast::Tune& tune) {
    const ast::Clauses& c = tune.clauses;
    if (!c.metas.empty() || c.where || c.state || !c.exceptions.empty() || c.dedup || c.emit || !c.tests.empty() ||
        c.flag) {
      report(diagnostics_, DiagnosticKind::misplaced_tuning, tune.target_span,
             fmt::format("`{}` is a pack, and clauses belong to a rule", tune.target),
             fmt::format("write `tune {}.NAME {{ ... }}`; of a pack its params and lists are tuned", tune.target));
    }
    for (const ast::Param& param : tune.params) replace(pack.params, param, {&tree, &param}, pack, "param");
    for (const ast::List& list : tune.lists) replace(pack.lists, list, {&tree, &list}, pack, "list");
    run(pack);
  }

  template <typename Ref, typename Item>
  void replace(std::map<std::string, Ref, std::less<>>& names, const Item& item, Ref ref, const LoadedPack& pack,
               std::string_view what) {
    const auto found = names.find(item.name);
    if (found != names.end()) {
      if (has_same_type(ref, found->second, pack)) found->second = ref;
      return;
    }
    std::vector<std::string_view> known;
    for (const auto& [name, other] : names) known.push_back(name);
    report_missing(item.name_span, fmt::format("pack `{}` has no {} `{}`", pack.name, what, item.name),
                   closest(item.name, known));
  }

  bool has_same_type(const LoadedPack::ListRef& site, const LoadedPack::ListRef& own, const LoadedPack& pack) {
    if (site.list->type == own.list->type) return true;
    report(diagnostics_, DiagnosticKind::bad_list_item, site.list->name_span,
           fmt::format("list `{}` of pack `{}` has another type", own.list->name, pack.name),
           "write the type that it has there", {{own.list->name_span, "defined here"}});
    return false;
  }

  bool has_same_type(const LoadedPack::ParamRef& site, const LoadedPack::ParamRef& own, const LoadedPack& pack) {
    if (site.value().index() == own.value().index()) return true;
    report(diagnostics_, DiagnosticKind::bad_param, site.param->name_span,
           fmt::format("param `{}` of pack `{}` has a value of another type", own.param->name, pack.name), "",
           {{own.param->name_span, "defined here"}});
    return false;
  }

  void report_no_pack(const ast::Tune& tune) {
    std::vector<std::string> known;
    for (const LoadedPack::Used& use : site_.uses) {
      for (const LoadedPack::RuleRef& rule : use.pack->rules) known.push_back(use.name + "." + rule.rule->name);
    }
    const std::vector<std::string_view> names(known.begin(), known.end());
    report_missing(tune.target_span, fmt::format("there is no rule or pack `{}` to tune", tune.target),
                   closest(tune.target, names), "name it with its pack, and write `use` for the pack first");
  }

  void report_no_rule(const LoadedPack& pack, const ast::Tune& tune) {
    if (pack.breaks(std::string_view(tune.target).substr(tune.target.rfind('.') + 1))) return;
    std::vector<std::string_view> names;
    for (const LoadedPack::RuleRef& rule : pack.rules) names.push_back(rule.rule->name);
    const std::string_view wanted = std::string_view(tune.target).substr(tune.target.rfind('.') + 1);
    report_missing(tune.target_span, fmt::format("pack `{}` has no rule `{}` to tune", pack.name, wanted),
                   closest(wanted, names));
  }

  void report_missing(Span span, std::string message, std::optional<std::string_view> near, std::string help = {}) {
    report(diagnostics_, DiagnosticKind::unknown_name, span, std::move(message),
           near ? fmt::format("did you mean `{}`?", *near) : std::move(help));
  }

  void report_misplaced(Span span, std::string_view what, std::string_view pack) {
    report(diagnostics_, DiagnosticKind::misplaced_tuning, span, fmt::format("a {} is of a pack, not of a rule", what),
           fmt::format("write it in `tune {} {{ ... }}`", pack));
  }

  const LoadedPack& site_;
  std::vector<LoadedPack*>& running_;
  Diagnostics& diagnostics_;
};

}  // namespace

void apply_tunes(const LoadedPack& site, std::vector<LoadedPack*>& running, Diagnostics& diagnostics) {
  Tuning tuning(site, running, diagnostics);
  for (const Ast* tree : site.trees) {
    for (const ast::Tune& tune : tree->tunes) tuning.apply(*tree, tune);
  }
}

}  // namespace spoor
