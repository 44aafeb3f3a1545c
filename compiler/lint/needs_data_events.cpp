#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "compiler/lint/lint.h"
#include "compiler/lint/named_calls.h"
#include "compiler/schema/data_events.h"
#include "lang/values/fold.h"

// Rules that never fire where trails record management events alone, and do not say so.
namespace spoor {

namespace {

bool says_so(const std::vector<ast::Meta>& metas) {
  for (const ast::Meta& meta : metas) {
    for (const ast::Meta::Value& value : meta.values) {
      const auto* text = std::get_if<std::string>(&value.literal);
      if (text == nullptr) continue;
      std::string lower = folded(*text);
      std::replace_if(
          lower.begin(), lower.end(), [](char c) { return c == '-' || c == '_'; }, ' ');
      if (lower.find("data event") != std::string::npos) return true;
    }
  }
  return false;
}

class DataEvents {
 public:
  DataEvents(const LintSubject& subject, const closed::Rule& rule) : subject_(subject), rule_(rule) {}

  void run(Diagnostics& out) {
    for (const NodeId condition : rule_.conditions) look_at(named_calls(subject_.tree(), condition));
    if (names_.empty()) return;
    const bool is_one = names_.size() == 1;
    report(out, DiagnosticKind::needs_data_events, place_ ? subject_.tree()[*place_].use : rule_.name_span,
           fmt::format("{} {}, which trails record only if they are told to", names_text(names_),
                       is_one ? "is a data event" : "are data events"),
           "say so in the rule, so that a site knows what it must turn on: `tags data-events`");
  }

 private:
  // A condition that other calls meet as well does not need them.
  void look_at(const std::vector<NamedCall>& calls) {
    const auto is_named = [](const NamedCall& call) { return call.name && call.source; };
    if (!std::all_of(calls.begin(), calls.end(), is_named)) return;
    for (const NamedCall& call : calls) {
      if (!is_data_event(*call.source, *call.name)) continue;
      names_.insert(*call.name);
      if (!place_) place_ = call.place;
    }
  }

  const LintSubject& subject_;
  const closed::Rule& rule_;
  std::set<std::string> names_;
  std::optional<NodeId> place_;
};

}  // namespace

void lint_needs_data_events(const LintSubject& subject, Diagnostics& out) {
  std::set<SourceId> silenced;
  for (const LoadedPack& pack : subject.rules.trees.packs) {
    if (!says_so(pack.metas)) continue;
    for (const Ast* tree : pack.trees) silenced.insert(tree->source);
  }
  const std::set<SourceId> files = files_on_cloudtrail(subject);
  for (const closed::Rule& rule : subject.tree().rules) {
    const SourceId file = rule.name_span.source;
    if (!files.contains(file) || silenced.contains(file) || says_so(rule.metas)) continue;
    DataEvents(subject, rule).run(out);
  }
}

}  // namespace spoor
