#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "cli/render/rule_card.h"
#include "cli/report/pack_page.h"
#include "cli/report/source_comments.h"
#include "compiler/schema/attack.h"

namespace spoor {

namespace {

// A rule with all that was written of it.
struct WrittenRule {
  const LoadedPack* pack = nullptr;
  const LoadedPack::RuleRef* ref = nullptr;
};
using WrittenRules = std::map<std::string, WrittenRule, std::less<>>;

WrittenRules written_rules(const Inspected& inspected) {
  WrittenRules out;
  for (const LoadedPack* pack : inspected.packs) {
    for (const LoadedPack::RuleRef& ref : pack->rules) out[pack->full_name(ref.rule->name)] = {pack, &ref};
  }
  return out;
}

// Source text as if it began in column 1: what its later lines are indented by beyond its first stays.
std::string dedented(Span span, const Sources& sources) {
  const std::string_view text = sources.text(span);
  const std::size_t indentation = sources.begin(span).column - 1;
  std::string out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (at > 0) line.remove_prefix(std::min({indentation, line.find_first_not_of(' '), line.size()}));
    out.append(line).append("\n");
    at = end + 1;
  }
  return out;
}

// The clauses that decide when it fires: the last of those of which one counts, all exceptions.
std::string condition_text(const LoadedPack::RuleRef& rule, const Sources& sources) {
  std::optional<Span> where, state, dedup;
  std::vector<Span> exceptions;
  for (const LoadedPack::ClausesRef& ref : rule.clauses) {
    const ast::Clauses& clauses = *ref.clauses;
    if (clauses.where) where = clauses.where_span;
    if (clauses.state) state = clauses.state->span;
    if (clauses.dedup) dedup = clauses.dedup->span;
    for (const ast::Exception& exception : clauses.exceptions) exceptions.push_back(exception.span);
  }
  std::string out;
  for (const std::optional<Span>& span : {where, state, dedup}) {
    if (span) out += dedented(*span, sources);
  }
  for (const Span span : exceptions) out += dedented(span, sources);
  return out;
}

std::vector<std::string> texts(const std::vector<std::string_view>& views) { return {views.begin(), views.end()}; }

std::string only_text(const RuleCard& card, MetaKey key) {
  const auto values = card.values(key);
  return values.empty() ? std::string() : std::string(values[0]);
}

bool has_place_of_its_own(MetaKey key) {
  switch (key) {
    case MetaKey::title:
    case MetaKey::severity:
    case MetaKey::attack:
    case MetaKey::description:
    case MetaKey::runbook:
    case MetaKey::falsepositives:
    case MetaKey::refs:
    case MetaKey::tags: return true;
    case MetaKey::id:
    case MetaKey::version:
    case MetaKey::status:
    case MetaKey::author:
    case MetaKey::engine:
    case MetaKey::schema:
    case MetaKey::license:
    case MetaKey::time_path:
    case MetaKey::id_path: return false;
  }
  return false;
}

RulePage rule_page(const RuleCard& card, const ClosedTree& tree, const closed::Rule& rule, const WrittenRule& written,
                   const Sources& sources) {
  RulePage out{.name = std::string(card.name),
               .title = std::string(card.title),
               .level = card.level,
               .attack = texts(card.values(MetaKey::attack)),
               .description = only_text(card, MetaKey::description),
               .runbook = only_text(card, MetaKey::runbook),
               .falsepositives = texts(card.values(MetaKey::falsepositives)),
               .refs = texts(card.values(MetaKey::refs)),
               .tags = texts(card.values(MetaKey::tags)),
               .facts = {},
               .calls = calls_of(tree, rule),
               .condition = condition_text(*written.ref, sources),
               .memory = card.memory,
               .steps = card.steps,
               .firing_tests = card.firing_tests,
               .silent_tests = card.silent_tests,
               .is_tuned = !card.tunes.empty()};
  std::sort(out.attack.begin(), out.attack.end());
  std::sort(out.tags.begin(), out.tags.end());
  for (const RuleCard::Meta& meta : card.metas) {
    if (!has_place_of_its_own(meta.key)) out.facts.push_back({spelling(meta.key), texts(meta.values)});
  }
  return out;
}

std::string header_value(const LoadedPack& pack, MetaKey key) {
  const auto meta = std::find_if(pack.metas.begin(), pack.metas.end(), [&](const auto& m) { return m.key == key; });
  if (meta == pack.metas.end() || meta->values.empty()) return {};
  const auto* text = std::get_if<std::string>(&meta->values[0].literal);
  return text == nullptr ? to_text(meta->values[0].literal) : *text;
}

// `shown` are the rules of the page.
PackHeader header_of(const LoadedPack& pack, const std::set<std::string>& shown, const Sources& sources) {
  PackHeader header{.name = pack.name,
                    .title = header_value(pack, MetaKey::title),
                    .version = header_value(pack, MetaKey::version),
                    .license = header_value(pack, MetaKey::license),
                    .text = {},
                    .values = site_values(pack, sources)};
  const std::string description = header_value(pack, MetaKey::description);
  if (!description.empty()) header.text.push_back(description);
  for (const Ast* tree : pack.trees) {
    if (!tree->pack || !header.text.empty()) continue;
    header.text = paragraphs(opening_comment(*tree, sources));
    if (header.text.empty()) header.text = paragraphs(comment_of(*tree, sources, tree->pack->span));
  }
  for (SiteValue& value : header.values) {
    std::erase_if(value.rules, [&](const std::string& rule) { return !shown.contains(rule); });
  }
  std::stable_sort(header.values.begin(), header.values.end(), [](const SiteValue& a, const SiteValue& b) {
    return std::tie(a.kind, a.name) < std::tie(b.kind, b.name);
  });
  return header;
}

const Ast* tree_of(const LoadedPack& pack, SourceId source) {
  const auto found =
      std::find_if(pack.trees.begin(), pack.trees.end(), [&](const Ast* tree) { return tree->source == source; });
  return found == pack.trees.end() ? nullptr : *found;
}

ThemePage theme_of(const WrittenRule& written, const Sources& sources) {
  const SourceId source = written.ref->rule->span.source;
  ThemePage theme{std::filesystem::path(sources[source].name()).stem().string(), {}, {}};
  const Ast* tree = tree_of(*written.pack, source);
  if (tree != nullptr && !tree->pack) theme.text = paragraphs(opening_comment(*tree, sources));
  return theme;
}

// What an id means in ATT&CK; of one that it does not have only the id.
TechniquePage technique_page(const std::string& id) {
  TechniquePage out{.id = id, .name = {}, .tactics = {}, .rules = {}};
  if (const Technique* technique = find_technique(id)) {
    out.name = technique->name;
    for (const Tactic& tactic : attack_tactics()) {
      if (serves(*technique, tactic)) out.tactics.emplace_back(tactic.name);
    }
  } else if (const auto tactic = tactic_name(id)) {
    out.name = *tactic;
    out.tactics.emplace_back(*tactic);
  }
  return out;
}

void add_techniques(PackPage& page) {
  std::map<std::string, TechniquePage> techniques;
  std::set<std::string> served;
  for (const ThemePage& theme : page.themes) {
    for (const RulePage& rule : theme.rules) {
      for (const std::string& id : rule.attack) {
        TechniquePage& technique = techniques[id];
        if (technique.rules.empty()) {
          technique = technique_page(id);
          served.insert(technique.tactics.begin(), technique.tactics.end());
        }
        if (technique.rules.empty() || technique.rules.back() != rule.name) technique.rules.push_back(rule.name);
      }
    }
  }
  for (auto& [id, technique] : techniques) {
    std::sort(technique.rules.begin(), technique.rules.end());
    page.techniques.push_back(std::move(technique));
  }
  for (const Tactic& tactic : attack_tactics()) {
    if (served.contains(std::string(tactic.name))) page.tactics.emplace_back(tactic.name);
  }
}

}  // namespace

PackPage make_pack_page(const Inspected& inspected, const std::vector<bool>& chosen) {
  const Sources& sources = inspected.compiled.sources;
  const Program& program = inspected.compiled.program;
  const WrittenRules written = written_rules(inspected);
  PackPage page;
  std::map<std::pair<std::string, std::string>, ThemePage> themes;  // by folder's pack and file
  for (Index rule = 0; rule < chosen.size(); ++rule) {
    if (!chosen[rule]) continue;
    const RuleCard card = rule_card(program, rule, inspected.compiled.rule_places[rule], inspected.compiled.tests);
    const auto found = written.find(card.name);
    if (found == written.end()) continue;
    ThemePage theme = theme_of(found->second, sources);
    const auto place = themes.emplace(std::pair(found->second.pack->name, theme.name), std::move(theme)).first;
    place->second.rules.push_back(rule_page(card, inspected.tree, inspected.tree.rules[rule], found->second, sources));
  }
  std::set<std::string> shown;
  for (auto& [name, theme] : themes) {
    for (const RulePage& rule : theme.rules) shown.insert(rule.name);
    std::sort(theme.rules.begin(), theme.rules.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    page.themes.push_back(std::move(theme));
  }
  for (const LoadedPack* pack : inspected.packs) {
    if (!pack->name.empty() || !pack->rules.empty()) page.packs.push_back(header_of(*pack, shown, sources));
  }
  std::sort(page.packs.begin(), page.packs.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  add_techniques(page);
  return page;
}

std::vector<std::string> RulePage::services() const {
  constexpr std::string_view kSuffix = ".amazonaws.com";
  std::set<std::string> out;
  for (const auto& [source, names] : calls) {
    if (source.empty()) continue;
    out.insert(source.ends_with(kSuffix) ? source.substr(0, source.size() - kSuffix.size()) : source);
  }
  return {out.begin(), out.end()};
}

std::size_t PackPage::rule_count() const {
  std::size_t count = 0;
  for (const ThemePage& theme : themes) count += theme.rules.size();
  return count;
}

std::string PackPage::title() const {
  std::string out;
  for (const PackHeader& pack : packs) {
    const std::string& name = pack.title.empty() ? pack.name : pack.title;
    if (!name.empty()) out.append(out.empty() ? "" : ", ").append(name);
  }
  return out.empty() ? "Rules" : out;
}

const TechniquePage* PackPage::find_technique(std::string_view id) const {
  const auto found = std::find_if(techniques.begin(), techniques.end(), [&](const auto& t) { return t.id == id; });
  return found == techniques.end() ? nullptr : &*found;
}

std::vector<std::string> PackPage::tactics_of(const RulePage& rule) const {
  std::set<std::string> served;
  for (const std::string& id : rule.attack) {
    const TechniquePage* technique = find_technique(id);
    if (technique != nullptr) served.insert(technique->tactics.begin(), technique->tactics.end());
  }
  std::vector<std::string> out;
  for (const std::string& tactic : tactics) {
    if (served.contains(tactic)) out.push_back(tactic);
  }
  return out;
}

}  // namespace spoor
