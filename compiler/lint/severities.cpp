#include <fmt/format.h>

#include <string>

#include "compiler/lint/lint.h"

namespace spoor {

void lint_severities(const LintSubject& subject, Diagnostics& out) {
  if (!subject.settings.severities) return;
  std::string allowed;
  for (const Level level : *subject.settings.severities) {
    allowed += fmt::format("{}`{}`", allowed.empty() ? "" : ", ", to_text(level));
  }
  for (const closed::Rule& rule : subject.tree().rules) {
    for (const ast::Meta& meta : rule.metas) {
      if (meta.key != MetaKey::severity) continue;
      const auto* name = std::get_if<std::string>(&meta.values[0].literal);
      const auto level = name == nullptr ? std::nullopt : find_level(*name);
      if (!level || subject.settings.severities->contains(*level)) continue;
      report(out, DiagnosticKind::other_severity, meta.values[0].span,
             fmt::format("rules of this pack are not `{}`", *name), fmt::format("its settings allow {}", allowed));
    }
  }
}

}  // namespace spoor
