#include "compiler/resolved_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/rule_resolver.h"
#include "compiler/scope.h"
#include "lang/suggest.h"

namespace spoor {

namespace {

// Far beyond what is written by hand.
constexpr std::uint32_t kMostRuleLevels = 64;

}  // namespace

void ResolvedRules::run(const LoadedPack& pack, const LoadedPack::RuleRef& rule) {
  RuleResolver resolver(pack, rule, closer_);
  resolver.add_tests(tests_);
  if (const auto disabled = resolver.disabled_at()) {
    closer_.tree().disabled.push_back({resolver.name(), *disabled});
    if (!runs_disabled_) {
      if (!entries_.contains(rule.rule)) look_at(resolver);
      return;
    }
  }
  const auto known = entries_.find(rule.rule);
  const std::uint32_t made = known != entries_.end() ? known->second.rule : add(pack, rule).rule;
  closer_.tree().rules[made].is_hidden = false;
}

// For the errors in it. Those that would run for it alone are dropped again.
void ResolvedRules::look_at(RuleResolver& resolver) {
  std::vector<closed::Rule>& rules = closer_.tree().rules;
  const std::size_t before = rules.size();
  levels_.push_back(1);
  resolver.rule(*this);
  levels_.pop_back();
  rules.erase(rules.begin() + static_cast<std::ptrdiff_t>(before), rules.end());
  std::erase_if(entries_, [before](const auto& entry) { return entry.second.rule >= before; });
}

ResolvedRules::Entry ResolvedRules::add(const LoadedPack& pack, const LoadedPack::RuleRef& rule) {
  entries_[rule.rule].is_open = true;
  levels_.push_back(1);
  closed::Rule made = RuleResolver(pack, rule, closer_).rule(*this);
  made.is_hidden = true;
  std::vector<closed::Rule>& rules = closer_.tree().rules;
  rules.push_back(std::move(made));
  const Entry entry{false, static_cast<std::uint32_t>(rules.size() - 1), levels_.back()};
  levels_.pop_back();
  return entries_[rule.rule] = entry;
}

ResolvedRules::Taken ResolvedRules::take(const LoadedPack& pack, std::string_view name, Span span) {
  const auto found = find(pack, name);
  if (!found) {
    report_unknown(pack, name, span);
    return {};
  }
  RuleResolver resolver(*found->pack, *found->rule, closer_);
  if (!resolver.has_memory()) return {resolver.condition().whole, std::nullopt};
  const auto known = entries_.find(found->rule->rule);
  if (known != entries_.end() && known->second.is_open) {
    report(closer_.diagnostics(), DiagnosticKind::cyclic_rules, span,
           fmt::format("rule `{}` would take its own findings by way of this step", name),
           "rules take each other's findings without circles",
           {{found->rule->rule->name_span, fmt::format("`{}` is this rule", name)}});
    return {};
  }
  if (levels_.size() >= kMostRuleLevels) return too_many_levels(span);
  const Entry entry = known != entries_.end() ? known->second : add(*found->pack, *found->rule);
  levels_.back() = std::max(levels_.back(), entry.levels + 1);
  if (levels_.back() > kMostRuleLevels) return too_many_levels(span);
  return {std::nullopt, entry.rule};
}

ResolvedRules::Taken ResolvedRules::too_many_levels(Span span) {
  report(closer_.diagnostics(), DiagnosticKind::program_too_large, span,
         fmt::format("rules take findings of rules that take findings, over more than {} levels", kMostRuleLevels),
         "let a step have a condition of its own");
  levels_.back() = 1;  // those that take this one are no errors too
  return {};
}

// Of this pack by its bare or its full name, of a used one with the pack's name or alias in front.
std::optional<ResolvedRules::Found> ResolvedRules::find(const LoadedPack& pack, std::string_view name) const {
  const auto in = [](const LoadedPack& owner, std::string_view rule) -> std::optional<Found> {
    const auto found = std::find_if(owner.rules.begin(), owner.rules.end(),
                                    [&](const LoadedPack::RuleRef& ref) { return ref.rule->name == rule; });
    if (found == owner.rules.end()) return std::nullopt;
    return Found{&owner, &*found};
  };
  if (auto own = in(pack, name)) return own;
  if (!pack.name.empty() && name.starts_with(pack.name + ".")) {
    if (auto own = in(pack, name.substr(pack.name.size() + 1))) return own;
  }
  const auto qualified = find_qualifier(pack, name);
  return qualified ? in(*qualified->pack, qualified->rest) : std::nullopt;
}

namespace {

// The rule that was most likely meant, as `pack` would write it: one of that name in a used pack, or one named alike.
std::optional<std::string> nearest_rule(const LoadedPack& pack, std::string_view name) {
  std::vector<std::string> known, bare, full;
  for (const LoadedPack::RuleRef& rule : pack.rules) known.push_back(rule.rule->name);
  for (const LoadedPack::Used& use : pack.uses) {
    for (const LoadedPack::RuleRef& rule : use.pack->rules) {
      known.push_back(use.name + "." + rule.rule->name);
      full.push_back(known.back());
      bare.push_back(rule.rule->name);
    }
  }
  const auto same = std::find(bare.begin(), bare.end(), name);
  if (same != bare.end()) return full[static_cast<std::size_t>(same - bare.begin())];
  if (const auto near = closest(name, std::vector<std::string_view>(known.begin(), known.end()))) {
    return std::string(*near);
  }
  const auto near = closest(name, std::vector<std::string_view>(bare.begin(), bare.end()));
  if (!near) return std::nullopt;
  return full[static_cast<std::size_t>(std::find(bare.begin(), bare.end(), *near) - bare.begin())];
}

}  // namespace

void ResolvedRules::report_unknown(const LoadedPack& pack, std::string_view name, Span span) {
  const auto qualified = find_qualifier(pack, name);
  if (pack.breaks(name) || (qualified && qualified->pack->breaks(qualified->rest))) return;
  const auto near = nearest_rule(pack, name);
  report(closer_.diagnostics(), DiagnosticKind::unknown_name, span, fmt::format("there is no rule `{}`", name),
         near ? fmt::format("did you mean `{}`?", *near)
              : "a rule of another pack needs `use` and the pack's name in front",
         {}, near ? std::vector<Fix>{{span, *near}} : std::vector<Fix>{});
}

}  // namespace spoor
