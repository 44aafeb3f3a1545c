#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/lint.h"

// Sets that are written out where a list with a name would say what they are.
namespace spoor {

namespace {

constexpr std::size_t kMostItems = 50;

}  // namespace

void lint_long_set(const LintSubject& subject, Diagnostics& out) {
  for (const Ast& tree : subject.rules.trees.trees) {
    if (!subject.files.contains(tree.source)) continue;
    for (const ast::Expr& expr : tree.exprs) {
      const auto* set = std::get_if<ast::Set>(&expr.node);
      if (set == nullptr || set->items.size() <= kMostItems) continue;
      report(out, DiagnosticKind::long_set, expr.span, fmt::format("a set of {} items", set->items.size()),
             "give it a name, `list name = [...]`, or a file, `list name from \"name.txt\"`: a site can tune a list");
    }
  }
}

}  // namespace spoor
