#include "cli/workbench/diff/compare_packs.h"

#include <algorithm>
#include <map>

#include "cli/workbench/diff/compare_rules.h"
#include "cli/workbench/diff/name_changes.h"
#include "cli/workbench/diff/rule_details.h"
#include "cli/workbench/diff/versions.h"
#include "cli/workbench/value_uses.h"

namespace spoor {

namespace {

constexpr std::size_t kMostRenames = 10'000;  // pairs of rules that are asked whether they mean the same

class Comparison {
 public:
  Comparison(const Side& before, const Side& after, std::chrono::sys_days today)
      : before_(before), after_(after), today_(today), rules_(before, after) {}

  ComparedPacks compare() {
    const std::vector<PackPair> packs = paired_packs(before_, after_);
    for (const PackPair& pair : packs) {
      for (NameDiff& name : name_changes(before_, after_, pair)) out_.diff.names.push_back(std::move(name));
    }
    for (const RulePair& pair : paired_rules()) add_rule(pair);
    for (const PackPair& pair : packs) add_version(pair);
    return std::move(out_);
  }

 private:
  // By name; those that are left over are renamed if one of the other side has the same `id` or means the same.
  std::vector<RulePair> paired_rules() {
    std::map<std::string, RulePair> by_name;
    for (SideRule& rule : rules_of(before_)) by_name[rule.name].first = std::move(rule);
    for (SideRule& rule : rules_of(after_)) by_name[rule.name].second = std::move(rule);
    std::vector<RulePair> out, gone, come;
    for (auto& [name, pair] : by_name) {
      (!pair.second ? gone : !pair.first ? come : out).push_back(std::move(pair));
    }
    match(gone, come, [&](const SideRule& a, const SideRule& b) {
      const std::string id = meta_text(before_.rule(a).metas, MetaKey::id);
      return !id.empty() && id == meta_text(after_.rule(b).metas, MetaKey::id);
    });
    match_by_form(gone, come);
    const auto means_the_same = [&](const SideRule& a, const SideRule& b) {
      return ++asked_ <= kMostRenames && rules_.compare(a.index, b.index) == Reach::same;
    };
    match(gone, come, means_the_same);
    for (std::vector<RulePair>* rest : {&gone, &come}) out.insert(out.end(), rest->begin(), rest->end());
    const auto name_of = [](const RulePair& pair) { return (pair.second ? pair.second : pair.first)->name; };
    std::sort(out.begin(), out.end(), [&](const auto& a, const auto& b) { return name_of(a) < name_of(b); });
    return out;
  }

  // Gives each of those that are gone the first that came and is alike.
  template <typename IsAlike>
  static void match(std::vector<RulePair>& gone, std::vector<RulePair>& come, IsAlike is_alike) {
    for (RulePair& old : gone) {
      if (old.second) continue;
      const auto found = std::find_if(come.begin(), come.end(),
                                      [&](const RulePair& made) { return is_alike(*old.first, *made.second); });
      if (found == come.end()) continue;
      old.second = std::move(found->second);
      come.erase(found);
    }
  }

  // The same for rules whose normal forms are one, however many there are; rules of one bare name first.
  void match_by_form(std::vector<RulePair>& gone, std::vector<RulePair>& come) {
    std::map<std::string, std::vector<std::size_t>> by_form;
    for (std::size_t i = 0; i < come.size(); ++i) by_form[rules_.form(after_, come[i].second->index)].push_back(i);
    for (const bool wants_name : {true, false}) {
      for (RulePair& old : gone) {
        if (old.second) continue;
        const auto found = by_form.find(rules_.form(before_, old.first->index));
        if (found == by_form.end()) continue;
        std::vector<std::size_t>& left = found->second;
        const auto made = std::find_if(left.begin(), left.end(), [&](std::size_t i) {
          const SideRule& rule = *come[i].second;
          const bool has_name = rule.written->rule->name == old.first->written->rule->name;
          return (has_name || !wants_name) && rules_.compare(old.first->index, rule.index) == Reach::same;
        });
        if (made == left.end()) continue;
        old.second = std::move(come[*made].second);
        come[*made].second.reset();
        left.erase(made);
      }
    }
    std::erase_if(come, [](const RulePair& made) { return !made.second; });
  }

  void add_rule(const RulePair& pair) {
    const SideRule& shown = pair.second ? *pair.second : *pair.first;
    RuleDiff diff{.name = shown.name, .pack = shown.pack->name, .old_name = {}, .before = {}, .after = {}};
    if (pair.first) diff.before = level(before_, *pair.first);
    if (pair.second) diff.after = level(after_, *pair.second);
    if (!pair.first) {
      diff.changes.insert(RuleChange::added);
      diff.is_silent = pair.second->is_disabled;
    } else if (!pair.second) {
      diff.changes.insert(RuleChange::removed);
      diff.is_silent = pair.first->is_disabled;
    } else {
      compare_both(*pair.first, *pair.second, diff);
    }
    if (diff.changes.empty()) {
      ++out_.diff.same_rules;
      return;
    }
    out_.diff.rules.push_back(std::move(diff));
    out_.pairs.push_back(pair);
  }

  static Level level(const Side& side, const SideRule& rule) {
    return static_cast<Level>(side.program().rules[rule.index].level);
  }

  void compare_both(const SideRule& a, const SideRule& b, RuleDiff& diff) {
    if (a.name != b.name) {
      diff.old_name = a.name;
      diff.changes.insert(RuleChange::renamed);
    }
    if (a.is_disabled != b.is_disabled) diff.changes.insert(b.is_disabled ? RuleChange::disabled : RuleChange::enabled);
    diff.is_silent = a.is_disabled && b.is_disabled;
    if (*diff.before != *diff.after) {
      diff.changes.insert(*diff.before < *diff.after ? RuleChange::severity_raised : RuleChange::severity_lowered);
    }
    diff.is_rewritten = deciding_text(before_, a) != deciding_text(after_, b);
    add_reach(a, b, diff);
    for (ChangedText& text : changed_details(before_, a, after_, b, today_)) {
      diff.changes.insert(text.change);
      diff.texts.push_back(std::move(text));
    }
  }

  void add_reach(const SideRule& a, const SideRule& b, RuleDiff& diff) {
    switch (rules_.compare(a.index, b.index)) {
      case Reach::same:
        if (diff.is_rewritten) diff.changes.insert(RuleChange::same_meaning);
        return;
      case Reach::wider: diff.changes.insert(RuleChange::broadened); break;
      case Reach::narrower: diff.changes.insert(RuleChange::narrowed); break;
      case Reach::unknown: diff.changes.insert(RuleChange::changed); break;
    }
    diff.texts = rules_.changed_parts(a.index, b.index);
    for (const RuleChange reach : {RuleChange::broadened, RuleChange::narrowed, RuleChange::changed}) {
      if (!diff.changes.contains(reach)) continue;
      for (ChangedText& text : diff.texts) text.change = reach;
    }
    for (const NameDiff& name : out_.diff.names) {
      const bool is_used = std::find(name.rules.begin(), name.rules.end(), b.name) != name.rules.end();
      const bool is_cause = name.change == NameChange::changed || name.change == NameChange::retyped;
      if (is_used && is_cause && name.pack == b.pack->name) {
        diff.causes.push_back(std::string(to_text(name.kind)) + " " + name.name);
      }
    }
  }

  void add_version(const PackPair& pair) {
    PackVersion version = pack_version(pair);
    const auto is_of_it = [&](const std::string& pack) {
      return (pair.second != nullptr && pack == pair.second->name) ||
             (pair.first != nullptr && pack == pair.first->name);
    };
    for (const RuleDiff& rule : out_.diff.rules) {
      if (is_of_it(rule.pack)) version.step = std::max(version.step, rule.step());
    }
    for (const NameDiff& name : out_.diff.names) {
      if (is_of_it(name.pack)) version.step = std::max(version.step, name.step);
    }
    judge(version);
    out_.diff.packs.push_back(std::move(version));
  }

  const Side &before_, &after_;
  const std::chrono::sys_days today_;
  RuleComparison rules_;
  ComparedPacks out_;
  std::size_t asked_ = 0;
};

}  // namespace

const RuleChangeInfo& info(RuleChange change) {
  static constexpr RuleChangeInfo kRows[] = {
#define CHANGE(id, is_of_meaning, step, sentence) {#id, is_of_meaning, VersionStep::step, sentence},
#include "cli/workbench/diff/changes.def"
#undef CHANGE
  };
  return kRows[static_cast<std::size_t>(change)];
}

bool RuleDiff::is_of_meaning() const {
  return !is_silent &&
         std::any_of(changes.begin(), changes.end(), [](RuleChange one) { return info(one).is_of_meaning; });
}

// What a site may tune or name asks for its step even of a rule that is silent.
VersionStep RuleDiff::step() const {
  VersionStep out = VersionStep::none;
  for (const RuleChange change : changes) {
    const VersionStep own = info(change).step;
    out = std::max(out, is_silent && own == VersionStep::minor ? VersionStep::patch : own);
  }
  return out;
}

bool PackDiff::is_of_meaning() const {
  const auto is_one_of_meaning = [](const auto& one) { return one.is_of_meaning; };
  const auto is_another = [](const PackVersion& pack) {
    const auto is_of_records = [](const ChangedText& text) {
      return text.what == spelling(MetaKey::time_path) || text.what == spelling(MetaKey::id_path);
    };
    return pack.is_removed || !pack.old_name.empty() ||
           std::any_of(pack.header.begin(), pack.header.end(), is_of_records);
  };
  return std::any_of(rules.begin(), rules.end(), [](const RuleDiff& rule) { return rule.is_of_meaning(); }) ||
         std::any_of(names.begin(), names.end(), is_one_of_meaning) ||
         std::any_of(packs.begin(), packs.end(), is_another);
}

ComparedPacks compare_packs(const Side& before, const Side& after, std::chrono::sys_days today) {
  return Comparison(before, after, today).compare();
}

}  // namespace spoor
