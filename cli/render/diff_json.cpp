#include <nlohmann/json.hpp>

#include "cli/render/diff_report.h"

namespace spoor {

namespace {

using Json = nlohmann::ordered_json;

Json texts_json(const std::vector<ChangedText>& texts) {
  Json out = Json::array();
  for (const ChangedText& text : texts) {
    Json one = {{"change", info(text.change).id}, {"what", text.what}};
    if (text.before) one["old"] = *text.before;
    if (text.after) one["new"] = *text.after;
    out.push_back(std::move(one));
  }
  return out;
}

Json items_json(const NameDiff::Items& items) { return {{"count", items.count}, {"first", items.first}}; }

Json pack_json(const PackVersion& pack) {
  Json out = {{"pack", pack.name}};
  if (!pack.old_name.empty()) out["old_name"] = pack.old_name;
  out["change"] = pack.is_added ? "added" : pack.is_removed ? "removed" : "kept";
  if (!pack.before.empty()) out["old_version"] = pack.before;
  if (!pack.after.empty()) out["new_version"] = pack.after;
  out["step"] = to_text(pack.step);
  if (!pack.least.empty()) out["least_version"] = pack.least;
  if (pack.is_enough) out["is_enough"] = *pack.is_enough;
  out["header"] = texts_json(pack.header);
  return out;
}

Json name_json(const NameDiff& name) {
  Json out = {{"pack", name.pack},
              {"kind", to_text(name.kind)},
              {"name", name.name},
              {"change", to_text(name.change)},
              {"meaning", name.is_of_meaning},
              {"step", to_text(name.step)},
              {"rules", name.rules}};
  if (!name.before.empty() || !name.after.empty()) {
    out["old"] = name.before;
    out["new"] = name.after;
  }
  const bool has_items = name.kind == NameKind::list || name.kind == NameKind::table;
  if (has_items && name.change == NameChange::changed) {
    out["items_added"] = items_json(name.added);
    out["items_removed"] = items_json(name.removed);
  }
  return out;
}

Json replay_json(const ReplayedRule& rule) {
  Json out = {{"old_findings", rule.old_findings},
              {"new_findings", rule.new_findings},
              {"both", rule.both},
              {"only_old", rule.only_old},
              {"only_new", rule.only_new}};
  const auto add = [&](const char* key, const std::optional<ReplayedRule::Example>& example) {
    if (example) out[key] = {{"file", example->file}, {"record", example->record}};
  };
  add("old_example", rule.old_example);
  add("new_example", rule.new_example);
  return out;
}

Json rule_json(const RuleDiff& rule) {
  Json out = {{"rule", rule.name}, {"pack", rule.pack}};
  if (!rule.old_name.empty()) out["old_name"] = rule.old_name;
  out["changes"] = Json::array();
  for (const RuleChange change : rule.changes) out["changes"].push_back(info(change).id);
  out["meaning"] = rule.is_of_meaning();
  out["step"] = to_text(rule.step());
  if (rule.is_silent) out["disabled"] = true;
  if (rule.before) out["old_severity"] = to_text(*rule.before);
  if (rule.after) out["new_severity"] = to_text(*rule.after);
  out["texts"] = texts_json(rule.texts);
  out["is_rewritten"] = rule.is_rewritten;
  out["causes"] = rule.causes;
  if (rule.replayed) out["replay"] = replay_json(*rule.replayed);
  return out;
}

}  // namespace

std::string diff_json(const DiffPage& page) {
  const PackDiff& diff = page.diff;
  Json out = {{"schema", "spoor.diff/1"},
              {"old", page.old_path},
              {"new", page.new_path},
              {"meaning", diff.is_of_meaning()},
              {"same_rules", diff.same_rules}};
  for (const char* const key : {"packs", "names", "rules"}) out[key] = Json::array();
  for (const PackVersion& pack : diff.packs) out["packs"].push_back(pack_json(pack));
  for (const NameDiff& name : diff.names) out["names"].push_back(name_json(name));
  for (const RuleDiff& rule : diff.rules) out["rules"].push_back(rule_json(rule));
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace spoor
