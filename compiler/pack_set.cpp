#include "compiler/pack_set.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/check_metadata.h"
#include "compiler/engine.h"
#include "compiler/item_type.h"
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

std::vector<LoadedPack*> PackSet::add(std::vector<SourceText> files, std::vector<SourceText> lenders) {
  std::map<std::string, std::vector<SourceText>, std::less<>> folders, lending;
  std::vector<std::string> order;
  for (SourceText& file : files) {
    std::string folder(pack_folder(file));
    auto& members = folders[folder];
    if (members.empty()) order.push_back(folder);
    members.push_back(std::move(file));
  }
  for (SourceText& file : lenders) lending[std::string(pack_folder(file))].push_back(std::move(file));
  std::vector<LoadedPack*> added;
  for (const std::string& folder : order) {
    added.push_back(&add_pack(std::move(folders[folder]), std::move(lending[folder])));
  }
  for (LoadedPack* pack : added) connect(*pack);
  for (LoadedPack* pack : added) {
    std::vector<const LoadedPack*> path;
    UsePath uses;
    if (seen_.insert(pack).second) report_circles(*pack, path, uses);
  }
  for (std::size_t i = 0, count = added.size(); i < count; ++i) apply_tunes(*added[i], added, diagnostics_);
  return added;
}

LoadedPack* PackSet::find_or_load(std::string_view name) { return load(name, "", {}); }

const Ast& PackSet::add_tree(SourceText file) {
  const std::string folder = std::move(file.folder);
  const SourceId id = sources_.add(std::move(file.name), std::move(file.text));
  if (!folder.empty()) names_by_folder_.emplace(id, fmt::format("{}/{}", folder, file_name_of(sources_[id].name())));
  Parsed parsed = parse(sources_, id);
  diagnostics_.insert(diagnostics_.end(), parsed.diagnostics.begin(), parsed.diagnostics.end());
  return trees_.emplace_back(std::move(parsed.tree));
}

LoadedPack& PackSet::add_pack(std::vector<SourceText> files, std::vector<SourceText> lenders) {
  LoadedPack& pack = packs_.emplace_back();
  const ast::Pack* header = nullptr;
  std::string folder_of_header;
  for (SourceText& file : files) {
    std::string folder(pack_folder(file));
    const Ast& tree = add_tree(std::move(file));
    pack.trees.push_back(&tree);
    if (!tree.pack) continue;
    if (header != nullptr && folder != folder_of_header) {
      report(diagnostics_, DiagnosticKind::duplicate_name, tree.pack->name_span,
             fmt::format("pack `{}` stands twice where it is looked for", header->name),
             "name the folder of the one that is meant", {{header->name_span, "the first one"}});
      continue;
    }
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
    folder_of_header = std::move(folder);
    pack.name = header->name;
    pack.metas = header->metas;
    check_metadata(header->metas, diagnostics_);
    check_engine(*header, diagnostics_);
    pack.has_cloudtrail_schema = says_cloudtrail(header->metas);
  }
  if (header != nullptr) {
    const auto [other, is_new] = by_name_.emplace(pack.name, &pack);
    if (!is_new) {
      report_duplicate("pack", pack.name, header->name_span, other->second->trees[0]->pack.value_or(*header).name_span,
                       diagnostics_);
    }
  }
  for (SourceText& file : lenders) {
    pack.trees.push_back(&add_tree(std::move(file)));
    pack.lenders.insert(pack.trees.back());
  }
  collect_names(pack);
  return pack;
}

// Defs, params and tables are named alike in conditions, so they share their names; and so do lists and tables.
void PackSet::collect_names(LoadedPack& pack) {
  std::map<std::string_view, Span> values, lists, samples, rules;
  bool is_lent = false;  // what is looked at now
  const auto is_new = [&](auto& names, std::string_view what, std::string_view name, Span span) {
    const auto [first, inserted] = names.emplace(name, span);
    if (!inserted && !is_lent) report_duplicate(what, name, span, first->second, diagnostics_);
    return inserted;
  };
  std::map<std::string_view, std::pair<std::string_view, Span>> sets;  // lists and tables
  const auto is_alone = [&](std::string_view what, std::string_view name, Span span) {
    const auto [first, inserted] = sets.emplace(name, std::pair(what, span));
    if (inserted || is_lent) return inserted;
    report(diagnostics_, DiagnosticKind::duplicate_name, span,
           fmt::format("{} `{}` has the name of a {}", what, name, first->second.first), "rename one of them",
           {{first->second.second, fmt::format("the {}", first->second.first)}});
    return false;
  };
  for (const Ast* tree : pack.trees) {
    is_lent = pack.lends(tree);
    for (const ast::Def& def : tree->defs) {
      if (is_new(values, "def", def.name, def.name_span)) pack.defs.emplace(def.name, LoadedPack::DefRef{tree, &def});
    }
    for (const ast::Param& param : tree->params) {
      if (is_new(values, "param", param.name, param.name_span))
        pack.params.emplace(param.name, LoadedPack::ParamRef{tree, &param});
    }
    for (const ast::List& list : tree->lists) {
      if (is_new(lists, "list", list.name, list.name_span) && is_alone("list", list.name, list.name_span))
        pack.lists.emplace(list.name, LoadedPack::ListRef{tree, &list});
    }
    for (const ast::Sample& sample : tree->samples) {
      if (is_new(samples, "sample", sample.name, sample.name_span))
        pack.samples.emplace(sample.name, LoadedPack::SampleRef{tree, &sample});
    }
    for (const ast::Table& table : tree->tables) {
      if (is_new(values, "table", table.name, table.name_span) && is_alone("table", table.name, table.name_span))
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
    if (pack.lends(tree)) continue;
    for (const ast::Use& use : tree->uses) {
      if (use.pack == pack.name) continue;
      const auto name_by_folder = names_by_folder_.find(tree->source);
      const std::string& rule_file =
          name_by_folder == names_by_folder_.end() ? sources_[tree->source].name() : name_by_folder->second;
      LoadedPack* used = load(use.pack, rule_file, use.pack_span);
      if (used == nullptr) {
        report_unknown_pack(use, rule_file);
        continue;
      }
      check_place(use, rule_file, *used);
      const std::string& name = use.alias.empty() ? use.pack : use.alias;
      const bool is_known = std::any_of(pack.uses.begin(), pack.uses.end(),
                                        [&](const LoadedPack::Used& u) { return u.pack == used && u.name == name; });
      if (!is_known) pack.uses.push_back({name, use.pack_span, used});
    }
  }
}

// Depth first; a pack that is met again while its own uses are followed closes a circle. `uses` has those that lead
// from each pack of the path to the next.
void PackSet::report_circles(const LoadedPack& pack, std::vector<const LoadedPack*>& path, UsePath& uses) {
  path.push_back(&pack);
  for (const LoadedPack::Used& use : pack.uses) {
    const auto start = std::find(path.begin(), path.end(), use.pack);
    if (start != path.end()) {
      std::string circle;
      std::vector<Label> labels;
      for (auto step = start; step != path.end(); ++step) {
        circle += fmt::format("`{}` uses ", (*step)->name);
        if (step + 1 == path.end()) continue;
        const LoadedPack::Used& next = *uses[static_cast<std::size_t>(step - path.begin())];
        labels.push_back({next.span, fmt::format("`{}` uses `{}`", (*step)->name, next.pack->name)});
      }
      report(diagnostics_, DiagnosticKind::cyclic_use, use.span,
             fmt::format("packs use each other in a circle: {}`{}`", circle, use.pack->name),
             "move what both need to a third pack", std::move(labels));
    } else if (seen_.insert(use.pack).second) {
      uses.push_back(&use);
      report_circles(*use.pack, path, uses);
      uses.pop_back();
    }
  }
  path.pop_back();
}

LoadedPack* PackSet::load(std::string_view name, std::string_view rule_file, Span use) {
  const auto known = by_name_.find(name);
  if (known != by_name_.end()) return known->second;
  auto files = source_.pack(name, rule_file);
  if (!files) return nullptr;
  LoadedPack& pack = add_pack(std::move(*files));
  by_name_.emplace(std::string(name), &pack);
  first_uses_.emplace(&pack, use);
  places_.emplace(name, folder_of(rule_file));
  connect(pack);
  return &pack;
}

// A pack of one name is one pack, whoever uses it.
void PackSet::check_place(const ast::Use& use, std::string_view rule_file, const LoadedPack& loaded) {
  const auto first_use = first_uses_.find(&loaded);
  if (first_use == first_uses_.end() || !places_.emplace(use.pack, folder_of(rule_file)).second) return;
  const auto files = source_.pack(use.pack, rule_file);
  const std::string_view first_place = folder_of(sources_[loaded.trees[0]->source].name());
  if (!files || folder_of(files->front().name) == first_place) return;
  report(diagnostics_, DiagnosticKind::duplicate_name, use.pack_span,
         fmt::format("pack `{}` is here the one in {}, and elsewhere the one in {}", use.pack,
                     shown(folder_of(files->front().name)), shown(first_place)),
         "give one of them another name", {{first_use->second, "the other one is used here"}});
}

void PackSet::report_unknown_pack(const ast::Use& use, std::string_view rule_file) {
  const std::vector<std::string> names = source_.pack_names();
  const std::vector<std::string_view> views(names.begin(), names.end());
  const auto near = closest(use.pack, views);
  const auto looked = source_.pack(use.pack, rule_file);
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
