#include "compiler/resolved_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/rule_resolver.h"
#include "compiler/scope.h"
#include "lang/suggest.h"

namespace spoor {

void ResolvedRules::run(const LoadedPack& pack, const LoadedPack::RuleRef& rule) {
  RuleResolver resolver(pack, rule, closer_);
  resolver.add_tests(tests_);
  if (const auto disabled = resolver.disabled_at()) {
    closer_.tree().disabled.push_back({resolver.name(), *disabled});
    if (!entries_.contains(rule.rule)) resolver.rule(*this);  // for the errors in it
    return;
  }
  const auto known = entries_.find(rule.rule);
  const auto made = known != entries_.end() ? known->second.rule : add(pack, rule);
  if (made) closer_.tree().rules[*made].is_hidden = false;
}

std::optional<std::uint32_t> ResolvedRules::add(const LoadedPack& pack, const LoadedPack::RuleRef& rule) {
  entries_[rule.rule].is_open = true;
  auto made = RuleResolver(pack, rule, closer_).rule(*this);
  Entry& entry = entries_[rule.rule];
  entry.is_open = false;
  if (!made) return std::nullopt;
  made->is_hidden = true;
  closer_.tree().rules.push_back(std::move(*made));
  entry.rule = static_cast<std::uint32_t>(closer_.tree().rules.size() - 1);
  return entry.rule;
}

std::optional<ResolvedRules::Taken> ResolvedRules::take(const LoadedPack& pack, std::string_view name, Span span) {
  const auto found = find(pack, name);
  if (!found) {
    report_unknown(pack, name, span);
    return std::nullopt;
  }
  RuleResolver resolver(*found->pack, *found->rule, closer_);
  if (!resolver.has_memory()) return Taken{resolver.condition(), std::nullopt};
  const auto known = entries_.find(found->rule->rule);
  if (known != entries_.end() && known->second.is_open) {
    report(closer_.diagnostics(), DiagnosticKind::cyclic_rules, span,
           fmt::format("rule `{}` takes, by way of this step, its own findings", name),
           "rules take each other's findings without circles",
           {{found->rule->rule->name_span, "this rule is under way"}});
    return std::nullopt;
  }
  const auto rule = known != entries_.end() ? known->second.rule : add(*found->pack, *found->rule);
  if (!rule) return std::nullopt;
  return Taken{std::nullopt, rule};
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

void ResolvedRules::report_unknown(const LoadedPack& pack, std::string_view name, Span span) {
  if (pack.breaks(name)) return;
  std::vector<std::string> known;
  for (const LoadedPack::RuleRef& rule : pack.rules) known.push_back(rule.rule->name);
  for (const LoadedPack::Used& use : pack.uses) {
    for (const LoadedPack::RuleRef& rule : use.pack->rules) known.push_back(use.name + "." + rule.rule->name);
  }
  const auto near = closest(name, std::vector<std::string_view>(known.begin(), known.end()));
  report(closer_.diagnostics(), DiagnosticKind::unknown_name, span, fmt::format("there is no rule `{}`", name),
         near ? fmt::format("did you mean `{}`?", *near) : "a rule of another pack is written with its pack's name");
}

}  // namespace spoor
