#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "compiler/lint/lint.h"
#include "compiler/lint/name_uses.h"
#include "compiler/lint/removal.h"

// Defs, lists, tables, params and samples that nothing names, and packs of which nothing is named.
namespace spoor {

namespace {

// Items that did not parse may have named anything.
bool has_unread_items(const Inspected& rules) {
  const Diagnostics& found = rules.compiled.diagnostics;
  return std::any_of(found.begin(), found.end(),
                     [](const Diagnostic& diagnostic) { return info(diagnostic.kind).code.starts_with("E00"); });
}

// A pack without rules is there for others, which may name whatever it has.
bool is_library(const LoadedPack& pack) { return pack.rules.empty(); }

class Unused {
 public:
  Unused(const LintSubject& subject, const NameUses& uses, Diagnostics& out)
      : subject_(subject), uses_(uses), out_(out) {}

  void look_at_names(const LoadedPack& pack, const Ast& tree) {
    for (const ast::Def& def : tree.defs) look(pack, NameKind::def, def, DiagnosticKind::unused_def);
    for (const ast::List& list : tree.lists) look(pack, NameKind::list, list, DiagnosticKind::unused_list);
    for (const ast::Table& table : tree.tables) look(pack, NameKind::table, table, DiagnosticKind::unused_table);
    for (const ast::Param& param : tree.params) look(pack, NameKind::param, param, DiagnosticKind::unused_param);
    for (const ast::Sample& sample : tree.samples) look(pack, NameKind::sample, sample, DiagnosticKind::unused_sample);
  }

  // A `use` serves all files of its pack: what a file that has none of its own names may come from this one.
  void look_at_uses(const LoadedPack& pack, const Ast& tree) {
    for (const ast::Use& use : tree.uses) {
      const auto used = std::find_if(pack.uses.begin(), pack.uses.end(), [&](const LoadedPack::Used& other) {
        return other.name == (use.alias.empty() ? use.pack : use.alias);
      });
      if (used == pack.uses.end() || uses_.names(tree, *used->pack)) continue;
      const bool is_needed = std::any_of(pack.trees.begin(), pack.trees.end(), [&](const Ast* file) {
        return uses_.names(*file, *used->pack) && !has_own(*file, use);
      });
      if (is_needed) continue;
      report(out_, DiagnosticKind::unused_use, use.span,
             fmt::format("nothing of the pack `{}` is used in this file", use.pack), "take the `use` away", {},
             {{removal(use.span), ""}});
    }
  }

 private:
  template <typename Item>
  void look(const LoadedPack& pack, NameKind kind, const Item& item, DiagnosticKind lint) {
    if (uses_.names(pack, kind, item.name)) return;
    static constexpr std::string_view kKinds[] = {"def", "list", "table", "param", "sample"};
    report(out_, lint, item.name_span,
           fmt::format("nothing uses the {} `{}`", kKinds[static_cast<std::size_t>(kind)], item.name),
           kind == NameKind::sample ? "take it away, or write a test with it"
                                    : "take it away, or name it where it is meant",
           {}, {{removal(item.span), ""}});
  }

  static bool has_own(const Ast& file, const ast::Use& use) {
    return std::any_of(file.uses.begin(), file.uses.end(),
                       [&](const ast::Use& own) { return own.pack == use.pack && own.alias == use.alias; });
  }

  Span removal(Span item) const { return removal_of(subject_.sources()[item.source].text(), item); }

  const LintSubject& subject_;
  const NameUses& uses_;
  Diagnostics& out_;
};

}  // namespace

void lint_unused_name(const LintSubject& subject, Diagnostics& out) {
  if (has_unread_items(subject.rules)) return;
  const NameUses uses(subject.rules.trees);
  Unused unused(subject, uses, out);
  for (const LoadedPack& pack : subject.rules.trees.packs) {
    for (const Ast* tree : pack.trees) {
      if (!subject.files.contains(tree->source)) continue;
      if (!is_library(pack)) unused.look_at_names(pack, *tree);
      unused.look_at_uses(pack, *tree);
    }
  }
}

}  // namespace spoor
