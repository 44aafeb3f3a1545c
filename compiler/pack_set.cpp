#include "compiler/pack_set.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/tuning.h"
#include "lang/parse.h"
#include "lang/suggest.h"

namespace spoor {

namespace {

void report_duplicate(std::string_view what, std::string_view name, Span second, Span first, Diagnostics& out) {
  out.push_back({.kind = DiagnosticKind::duplicate_name,
                 .span = second,
                 .message = fmt::format("{} `{}` is defined twice", what, name),
                 .label = "",
                 .labels = {{first, "the first one"}},
                 .help = "rename one of them"});
}

bool says_cloudtrail(const std::vector<ast::Meta>& metas) {
  return std::any_of(metas.begin(), metas.end(), [](const ast::Meta& meta) {
    return meta.key == MetaKey::schema && !meta.values.empty() &&
           meta.values[0].literal == Literal(std::string("cloudtrail"));
  });
}

}  // namespace

bool LoadedPack::breaks(std::string_view missing) const {
  return std::any_of(trees.begin(), trees.end(), [&](const Ast* tree) {
    return std::find(tree->broken.begin(), tree->broken.end(), missing) != tree->broken.end();
  });
}

LoadedPack::RuleRef* LoadedPack::find_rule(std::string_view wanted) {
  const auto found =
      std::find_if(rules.begin(), rules.end(), [&](const RuleRef& ref) { return ref.rule->name == wanted; });
  return found == rules.end() ? nullptr : &*found;
}

std::string LoadedPack::full_name(std::string_view rule) const {
  return name.empty() ? std::string(rule) : fmt::format("{}.{}", name, rule);
}

std::vector<LoadedPack*> PackSet::add(std::vector<SourceText> files) {
  std::map<std::string, std::vector<SourceText>, std::less<>> folders;
  std::vector<std::string> order;
  for (SourceText& file : files) {
    std::string folder(folder_of(file.name));
    auto& members = folders[folder];
    if (members.empty()) order.push_back(folder);
    members.push_back(std::move(file));
  }
  std::vector<LoadedPack*> added;
  for (const std::string& folder : order) added.push_back(&add_pack(std::move(folders[folder])));
  for (LoadedPack* pack : added) connect(*pack);
  for (LoadedPack* pack : added) {
    std::vector<const LoadedPack*> path;
    if (seen_.insert(pack).second) report_circles(*pack, path);
  }
  for (std::size_t i = 0, count = added.size(); i < count; ++i) apply_tunes(*added[i], added, diagnostics_);
  return added;
}

LoadedPack* PackSet::find_or_load(std::string_view name) { return load(name); }

const Ast& PackSet::add_tree(SourceText file) {
  const SourceId id = sources_.add(std::move(file.name), std::move(file.text));
  Parsed parsed = parse(sources_, id);
  diagnostics_.insert(diagnostics_.end(), parsed.diagnostics.begin(), parsed.diagnostics.end());
  return trees_.emplace_back(std::move(parsed.tree));
}

LoadedPack& PackSet::add_pack(std::vector<SourceText> files) {
  LoadedPack& pack = packs_.emplace_back();
  const ast::Pack* header = nullptr;
  for (SourceText& file : files) {
    const Ast& tree = add_tree(std::move(file));
    pack.trees.push_back(&tree);
    if (!tree.pack) continue;
    if (header != nullptr) {
      diagnostics_.push_back({.kind = DiagnosticKind::misplaced_pack,
                              .span = tree.pack->name_span,
                              .message = "a second `pack` header in one folder",
                              .label = "",
                              .labels = {{header->name_span, "the first one"}},
                              .help = "the files of a folder are one pack; move these to a folder of their own"});
      continue;
    }
    header = &*tree.pack;
    pack.name = header->name;
    pack.metas = header->metas;
    pack.has_cloudtrail_schema = says_cloudtrail(header->metas);
  }
  if (header != nullptr) {
    const auto [other, is_new] = by_name_.emplace(pack.name, &pack);
    if (!is_new) {
      report_duplicate("pack", pack.name, header->name_span, other->second->trees[0]->pack.value_or(*header).name_span,
                       diagnostics_);
    }
  }
  collect_names(pack);
  return pack;
}

// Defs, params and tables are named alike in conditions, so they share their names.
void PackSet::collect_names(LoadedPack& pack) {
  std::map<std::string_view, Span> values, lists, samples, rules;
  const auto is_new = [this](auto& names, std::string_view what, std::string_view name, Span span) {
    const auto [first, inserted] = names.emplace(name, span);
    if (!inserted) report_duplicate(what, name, span, first->second, diagnostics_);
    return inserted;
  };
  for (const Ast* tree : pack.trees) {
    for (const ast::Def& def : tree->defs) {
      if (is_new(values, "def", def.name, def.name_span)) pack.defs.emplace(def.name, LoadedPack::DefRef{tree, &def});
    }
    for (const ast::Param& param : tree->params) {
      if (is_new(values, "param", param.name, param.name_span))
        pack.params.emplace(param.name, LoadedPack::ParamRef{tree, &param});
    }
    for (const ast::List& list : tree->lists) {
      if (is_new(lists, "list", list.name, list.name_span))
        pack.lists.emplace(list.name, LoadedPack::ListRef{tree, &list});
    }
    for (const ast::Sample& sample : tree->samples) {
      if (is_new(samples, "sample", sample.name, sample.name_span))
        pack.samples.emplace(sample.name, LoadedPack::SampleRef{tree, &sample});
    }
    for (const ast::Table& table : tree->tables) {
      if (is_new(values, "table", table.name, table.name_span))
        pack.tables.emplace(table.name, LoadedPack::TableRef{tree, &table});
    }
    for (const ast::Rule& rule : tree->rules) {
      is_new(rules, "rule", rule.name, rule.name_span);
      pack.rules.push_back({&rule, {{&pack, tree, &rule.clauses, rule.name_span}}});
    }
  }
}

void PackSet::connect(LoadedPack& pack) {
  for (const Ast* tree : pack.trees) {
    for (const ast::Use& use : tree->uses) {
      if (use.pack == pack.name) continue;
      LoadedPack* used = load(use.pack);
      if (used == nullptr) {
        report_unknown_pack(use);
        continue;
      }
      const std::string& name = use.alias.empty() ? use.pack : use.alias;
      const bool is_known = std::any_of(pack.uses.begin(), pack.uses.end(),
                                        [&](const LoadedPack::Used& u) { return u.pack == used && u.name == name; });
      if (!is_known) pack.uses.push_back({name, use.pack_span, used});
    }
  }
}

// Depth first; a pack that is met again while its own uses are followed closes a circle.
void PackSet::report_circles(const LoadedPack& pack, std::vector<const LoadedPack*>& path) {
  path.push_back(&pack);
  for (const LoadedPack::Used& use : pack.uses) {
    const auto start = std::find(path.begin(), path.end(), use.pack);
    if (start != path.end()) {
      std::string circle;
      for (auto step = start; step != path.end(); ++step) circle += fmt::format("`{}` uses ", (*step)->name);
      diagnostics_.push_back(
          {.kind = DiagnosticKind::cyclic_use,
           .span = use.span,
           .message = fmt::format("packs use each other in a circle: {}`{}`", circle, use.pack->name),
           .label = "",
           .help = "move what both need to a third pack"});
    } else if (seen_.insert(use.pack).second) {
      report_circles(*use.pack, path);
    }
  }
  path.pop_back();
}

LoadedPack* PackSet::load(std::string_view name) {
  const auto known = by_name_.find(name);
  if (known != by_name_.end()) return known->second;
  auto files = source_.pack(name);
  if (!files) return nullptr;
  LoadedPack& pack = add_pack(std::move(*files));
  by_name_.emplace(std::string(name), &pack);
  connect(pack);
  return &pack;
}

void PackSet::report_unknown_pack(const ast::Use& use) {
  const std::vector<std::string> names = source_.pack_names();
  const std::vector<std::string_view> views(names.begin(), names.end());
  const auto near = closest(use.pack, views);
  const auto looked = source_.pack(use.pack);
  Diagnostic diagnostic{.kind = DiagnosticKind::unknown_pack,
                        .span = use.pack_span,
                        .message = fmt::format("there is no pack `{}`", use.pack),
                        .label = "",
                        .help = near     ? fmt::format("did you mean `{}`?", *near)
                                : looked ? ""
                                         : looked.error()};
  if (near) diagnostic.fixes.push_back({use.pack_span, std::string(*near)});
  diagnostics_.push_back(std::move(diagnostic));
}

}  // namespace spoor
