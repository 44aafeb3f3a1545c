#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>

#include "cli/render/diff_report.h"
#include "cli/render/quantities.h"

namespace spoor {

namespace {

// `same_meaning` as words.
std::string words(std::string_view id) {
  std::string out(id);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

std::string in_ticks(std::string_view text) { return fmt::format("`{}`", text); }

std::string users_text(const std::vector<std::string>& rules) {
  return rules.empty() ? "no rule uses it" : "used by " + some_of({rules.begin(), rules.end()});
}

std::string items_text(const NameDiff& name) {
  std::vector<std::string> out;
  const auto add = [&](const NameDiff::Items& items, std::string_view verb) {
    if (items.count == 0) return;
    const std::vector<std::string_view> first(items.first.begin(), items.first.end());
    const bool is_whole = items.count <= 3;
    out.push_back(fmt::format("{} {}{}", plural(items.count, name.kind == NameKind::table ? "row" : "item"), verb,
                              is_whole ? fmt::format(" ({})", fmt::join(first, ", ")) : ""));
  };
  add(name.added, "more");
  add(name.removed, "fewer");
  return fmt::format("{}", fmt::join(out, ", "));
}

// Records that only one of the two fires at; nothing for none.
std::string only_text(std::uint64_t count, std::string_view side, const std::optional<ReplayedRule::Example>& example) {
  if (count == 0) return {};
  return fmt::format(", {} only in {} (the first is record {} of {})", grouped(count), side, example->record,
                     example->file);
}

}  // namespace

std::string changes_text(const RuleDiff& rule) {
  std::vector<std::string> out;
  for (const RuleChange change : rule.changes) {
    std::string text = words(info(change).id);
    const bool is_of_severity = change == RuleChange::severity_raised || change == RuleChange::severity_lowered;
    if (is_of_severity) text += fmt::format(" from {} to {}", to_text(*rule.before), to_text(*rule.after));
    if (change == RuleChange::renamed) text += fmt::format(" (was `{}`)", rule.old_name);
    out.push_back(std::move(text));
  }
  if (rule.is_silent) out.push_back("disabled in both");
  return fmt::format("{}", fmt::join(out, ", "));
}

std::string versions_text(const PackVersion& pack) {
  const auto shown = [](const std::string& version) { return version.empty() ? "no version" : "version " + version; };
  if (pack.is_added) return fmt::format("new, {}", shown(pack.after));
  if (pack.is_removed) return fmt::format("gone, was {}", shown(pack.before));
  std::string out =
      pack.before == pack.after ? shown(pack.before) : fmt::format("{}, now {}", shown(pack.before), shown(pack.after));
  if (!pack.old_name.empty()) out += fmt::format(", was `{}`", pack.old_name);
  if (pack.step == VersionStep::none) return out + "; nothing asks for another version";
  out += fmt::format("; what changed is {}", to_text(pack.step));
  if (!pack.is_enough) return out;
  return out +
         fmt::format(", so NEW is {} at least{}", pack.least, *pack.is_enough ? "" : ", which its header does not say");
}

std::string names_text(const NameDiff& name) {
  std::string out = fmt::format("{} `{}` {}", to_text(name.kind), name.name, words(to_text(name.change)));
  switch (name.change) {
    case NameChange::added:
    case NameChange::removed: break;
    case NameChange::retyped: {
      const auto shown = [](const std::string& type) { return type.empty() ? "no type" : type; };
      out += fmt::format(": {}, now {}", shown(name.before), shown(name.after));
      break;
    }
    case NameChange::changed:
      if (name.kind == NameKind::param) {
        out += fmt::format(": {}, now {}", in_ticks(name.before), in_ticks(name.after));
      } else if (const std::string items = items_text(name); !items.empty()) {
        out += ": " + items;
      }
      break;
  }
  return name.kind == NameKind::sample ? out : fmt::format("{}; {}", out, users_text(name.rules));
}

std::string causes_text(const RuleDiff& rule) {
  const bool is_of_reach = std::any_of(rule.changes.begin(), rule.changes.end(), [](RuleChange change) {
    return change == RuleChange::broadened || change == RuleChange::narrowed || change == RuleChange::changed;
  });
  if (!is_of_reach || (rule.is_rewritten && rule.causes.empty())) return {};
  std::vector<std::string> causes;
  for (const std::string& cause : rule.causes) {
    const std::size_t space = cause.find(' ');
    causes.push_back(fmt::format("{} {}", cause.substr(0, space), in_ticks(cause.substr(space + 1))));
  }
  if (causes.empty()) return "the rule is written as it was; what it uses of other packs has changed";
  const std::string all = fmt::format("{}", fmt::join(causes, ", "));
  return rule.is_rewritten ? "also by " + all : "only by " + all + "; the rule is written as it was";
}

std::string replay_text(const ReplayedRule& rule) {
  if (rule.old_findings + rule.new_findings == 0) return "no finding in the logs";
  return fmt::format("{} in OLD, {} in NEW: {} in both{}{}", plural(rule.old_findings, "finding"),
                     grouped(rule.new_findings), plural(rule.both, "record"),
                     only_text(rule.only_old, "OLD", rule.old_example),
                     only_text(rule.only_new, "NEW", rule.new_example));
}

std::string summary_text(const PackDiff& diff) {
  std::vector<std::string> counts;
  for (std::size_t i = 0; i <= static_cast<std::size_t>(RuleChange::same_meaning); ++i) {
    const auto change = static_cast<RuleChange>(i);
    const auto count = std::count_if(diff.rules.begin(), diff.rules.end(),
                                     [change](const RuleDiff& rule) { return rule.changes.contains(change); });
    if (count > 0) counts.push_back(fmt::format("{} {}", count, words(info(change).id)));
  }
  const auto others = std::count_if(diff.rules.begin(), diff.rules.end(), [](const RuleDiff& rule) {
    return *rule.changes.begin() > RuleChange::same_meaning;
  });
  if (others > 0) counts.push_back(fmt::format("{} otherwise", others));
  return fmt::format("{}{}{} as before", fmt::join(counts, ", "), counts.empty() ? "" : ", ",
                     plural(diff.same_rules, "rule"));
}

}  // namespace spoor
