#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "compiler/lint/lint.h"

// What rules do not say of themselves, and what two of them say.
namespace spoor {

namespace {

using RuleRef = LoadedPack::RuleRef;

// A key's first text, of the last clauses that have it: a site's counts before the rule's own.
const ast::Meta* meta_of(const RuleRef& rule, MetaKey key) {
  for (auto place = rule.clauses.rbegin(); place != rule.clauses.rend(); ++place) {
    for (const ast::Meta& meta : place->clauses->metas) {
      if (meta.key == key && !meta.values.empty()) return &meta;
    }
  }
  return nullptr;
}

bool is_disabled(const RuleRef& rule) {
  for (auto place = rule.clauses.rbegin(); place != rule.clauses.rend(); ++place) {
    if (place->clauses->flag) return !place->clauses->flag->is_enabled;
  }
  return false;
}

void look_for_missing(const LintSubject& subject, const RuleRef& rule, Diagnostics& out) {
  std::vector<std::string> missing;
  for (const MetaKey key : subject.settings.required_metadata) {
    if (meta_of(rule, key) == nullptr) missing.push_back(fmt::format("`{}`", spelling(key)));
  }
  if (missing.empty()) return;
  report(out, DiagnosticKind::missing_metadata, rule.rule->name_span,
         fmt::format("rule `{}` has no {}", rule.rule->name, fmt::join(missing, " and no ")),
         "readers of its findings need it");
}

// By what the rules say for one key: the rule that said it first.
class Said {
 public:
  explicit Said(MetaKey key) : key_(key) {}

  void look(const RuleRef& rule, bool is_reported, Diagnostics& out) {
    const ast::Meta* meta = meta_of(rule, key_);
    const auto* text = meta == nullptr ? nullptr : std::get_if<std::string>(&meta->values[0].literal);
    if (text == nullptr || text->empty()) return;
    const auto [first, is_new] = first_.emplace(*text, meta->values[0].span);
    if (is_new || !is_reported || first->second == meta->values[0].span) return;
    report(out, DiagnosticKind::duplicate_metadata, meta->values[0].span,
           fmt::format("two rules have the {} `{}`", spelling(key_), *text),
           key_ == MetaKey::id ? "an id belongs to one rule for good: give this one its own"
                               : "say what tells this one from the other: findings show it",
           {{first->second, "the other one"}});
  }

 private:
  MetaKey key_;
  std::map<std::string, Span> first_;
};

}  // namespace

void lint_metadata(const LintSubject& subject, Diagnostics& out) {
  std::vector<const RuleRef*> own, others;
  for (const LoadedPack& pack : subject.rules.trees.packs) {
    for (const RuleRef& rule : pack.rules) {
      if (is_disabled(rule)) continue;
      (subject.is_of_files(rule.rule->name_span) ? own : others).push_back(&rule);
    }
  }
  std::stable_sort(own.begin(), own.end(), [](const RuleRef* a, const RuleRef* b) {
    const Span x = a->rule->name_span, y = b->rule->name_span;
    return std::pair(x.source, x.begin) < std::pair(y.source, y.begin);
  });
  for (const RuleRef* rule : own) look_for_missing(subject, *rule, out);
  for (const MetaKey key : {MetaKey::title, MetaKey::id}) {
    Said said(key);
    for (const RuleRef* rule : others) said.look(*rule, false, out);
    for (const RuleRef* rule : own) said.look(*rule, true, out);
  }
}

}  // namespace spoor
