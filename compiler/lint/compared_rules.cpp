#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "compiler/lint/logic_of_rules.h"
#include "compiler/program/rows.h"
#include "compiler/program/state_text.h"
#include "lang/functions/each.h"

// Rules that fire exactly where another one does, or only where another one does. Rules are looked up by what a record
// must have for them, so that few are compared.
namespace spoor {

namespace {

constexpr std::size_t kMostTextsInIndex = 1000;
constexpr std::size_t kMostPairs = 3'000'000;
constexpr std::size_t kMostComparisons = 100'000;

struct Compared {
  const closed::Rule* rule;
  std::size_t number;                   // among the tree's
  std::string memory;                   // what it remembers, names aside; empty: nothing
  std::vector<ConditionId> conditions;  // by step
  bool of_cloudtrail = false;
  std::vector<Logic::Anchor> anchors = {};
};

std::string compared_values(const ClosedTree& tree, const std::vector<closed::Output>& values) {
  std::string out;
  for (const closed::Output& value : values) {
    out += to_text(tree, value.value) + (value.role == OutputRole::optional_key ? "?," : ",");
  }
  return out;
}

std::string memory_of(const ClosedTree& tree, const closed::State& state) {
  const StateRow& row = state.numbers;
  std::string out = fmt::format("{} {} {} {} {} {} {} by {} of {}", static_cast<int>(state.kind), row.window, row.per,
                                row.warmup, row.bound, row.least, row.flags, compared_values(tree, state.keys),
                                compared_values(tree, state.values));
  for (const closed::Step& step : state.steps) {
    out += fmt::format("; {} {} {} by {}", static_cast<int>(step.role), step.repeat,
                       step.rule ? tree.rules[*step.rule].name : "", compared_values(tree, step.keys));
  }
  return out;
}

Level level_of(const closed::Rule& rule) {
  for (const ast::Meta& meta : rule.metas) {
    if (meta.key != MetaKey::severity || meta.values.empty()) continue;
    const auto* text = std::get_if<std::string>(&meta.values[0].literal);
    if (text != nullptr) return find_level(*text).value_or(Level::medium);
  }
  return Level::medium;
}

// Of rules with memory those of one condition whose findings only get more when more records meet it.
bool grows_with_records(const closed::Rule& rule) {
  if (!rule.state) return true;
  return rule.state->kind == StateKind::count || rule.state->kind == StateKind::distinct;
}

class Comparison {
 public:
  explicit Comparison(LogicOfRules& rules) : rules_(rules), logic_(rules.logic) {
    const ClosedTree& tree = rules.subject.tree();
    for (std::size_t i = 0; i < tree.rules.size(); ++i) {
      const closed::Rule& rule = tree.rules[i];
      if (rule.is_hidden || rule.conditions.empty()) continue;
      Compared compared{&rule, i, rule.state ? memory_of(tree, *rule.state) : "", {}};
      const NodeId first = rule.where ? *rule.where : rule.conditions[0];
      compared.of_cloudtrail = tree[first].is_of_cloudtrail;
      bool can_hold = true;
      for (const NodeId condition : rule.conditions) {
        compared.conditions.push_back(rules.intern(condition));
        can_hold = can_hold && !logic_.surely_never(compared.conditions.back(), {compared.of_cloudtrail});
      }
      if (can_hold) all_.push_back(std::move(compared));
    }
  }

  void find() {
    find_same();
    for (Compared& compared : all_) compared.anchors = logic_.anchors(compared.conditions[0]);
    index();
    for (std::size_t i = 0; i < all_.size(); ++i) {
      if (is_told_[i] || all_[i].conditions.size() != 1 || !grows_with_records(*all_[i].rule)) continue;
      const std::size_t wider = wider_than(i);
      if (wider != kNoRule) tell(i, wider);
    }
  }

 private:
  static constexpr std::size_t kNoRule = SIZE_MAX;
  using Key = std::pair<std::uint64_t, std::string_view>;  // operand and function, text

  static std::uint64_t value_key(std::uint32_t operand, std::optional<Function> function) {
    return (std::uint64_t{operand} << 8U) | (function ? static_cast<std::uint64_t>(*function) + 1 : 0);
  }

  void find_same() {
    std::map<std::pair<std::string, std::vector<ConditionId>>, std::size_t> first;
    is_told_.assign(all_.size(), false);
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const auto [at, is_new] = first.try_emplace({all_[i].memory, all_[i].conditions}, i);
      if (!is_new) tell_same(i, at->second);
    }
  }

  // Each rule below the texts that it needs and that the fewest others need; those that need none below the values that
  // one part of it asks for.
  void index() {
    std::map<Key, std::size_t> count;
    for (const Compared& compared : all_) {
      for (const Logic::Anchor& anchor : compared.anchors) {
        if (anchor.texts.size() > kMostTextsInIndex) continue;
        for (const std::string_view text : anchor.texts) ++count[{value_key(anchor.operand, anchor.function), text}];
      }
    }
    std::unordered_map<std::uint32_t, std::size_t> asked;
    operands_.resize(all_.size());
    last_asked_.assign(all_.size(), kNoRule);
    for (std::size_t i = 0; i < all_.size(); ++i) {
      operands_[i] = logic_.operands(all_[i].conditions[0]);
      for (const std::uint32_t operand : operands_[i]) ++asked[operand];
    }
    for (std::size_t i = 0; i < all_.size(); ++i) {
      if (is_told_[i] || logic_.surely_always(all_[i].conditions[0])) continue;
      const Logic::Anchor* best = nullptr;
      std::size_t fewest = SIZE_MAX;
      for (const Logic::Anchor& anchor : all_[i].anchors) {
        if (anchor.texts.size() > kMostTextsInIndex) continue;
        std::size_t sum = 0;
        for (const std::string_view text : anchor.texts)
          sum += count[{value_key(anchor.operand, anchor.function), text}];
        if (sum < fewest) fewest = sum, best = &anchor;
      }
      if (best != nullptr) {
        for (const std::string_view text : best->texts) {
          by_text_[{value_key(best->operand, best->function), text}].push_back(i);
        }
        functions_.insert(best->function);
      } else {
        index_by_operand(i, asked);
      }
    }
  }

  void index_by_operand(std::size_t rule, std::unordered_map<std::uint32_t, std::size_t>& asked) {
    std::vector<std::uint32_t> best;
    std::size_t fewest = SIZE_MAX;
    for (const ConditionId part : logic_.conjuncts(all_[rule].conditions[0])) {
      std::vector<std::uint32_t> operands = logic_.operands(part);
      std::size_t sum = 0;
      for (const std::uint32_t operand : operands) sum += asked[operand];
      if (sum < fewest) fewest = sum, best = std::move(operands);
    }
    for (const std::uint32_t operand : best) by_operand_[operand].push_back(rule);
  }

  // A rule that fires wherever this one does; of those that say the same only an earlier one.
  std::size_t wider_than(std::size_t narrow) {
    const auto by_text = [&](std::uint64_t value, std::string_view text) {
      const auto at = by_text_.find({value, text});
      return at == by_text_.end() ? kNoRule : first_wider(at->second, narrow);
    };
    for (const Logic::Anchor& anchor : all_[narrow].anchors) {
      const std::string_view text = anchor.texts[0];
      std::size_t found = by_text(value_key(anchor.operand, anchor.function), text);
      if (found != kNoRule) return found;
      if (anchor.function) continue;
      for (const std::optional<Function> function : functions_) {
        if (!function) continue;
        std::string made;
        const auto result = each_function(*function)(text, made);
        const auto* result_text = result ? std::get_if<std::string_view>(&*result) : nullptr;
        if (result_text != nullptr) found = by_text(value_key(anchor.operand, function), *result_text);
        if (found != kNoRule) return found;
      }
    }
    for (const std::uint32_t operand : operands_[narrow]) {
      const auto at = by_operand_.find(operand);
      const std::size_t found = at == by_operand_.end() ? kNoRule : first_wider(at->second, narrow);
      if (found != kNoRule) return found;
    }
    return kNoRule;
  }

  // Of the candidates that were not asked for this rule before.
  std::size_t first_wider(const std::vector<std::size_t>& candidates, std::size_t narrow) {
    for (const std::size_t wide : candidates) {
      if (wide == narrow || last_asked_[wide] == narrow) continue;
      last_asked_[wide] = narrow;
      if (++pairs_ > kMostPairs) return kNoRule;
      if (is_wider(wide, narrow)) return wide;
    }
    return kNoRule;
  }

  bool is_wider(std::size_t wide, std::size_t narrow) {
    const Compared &a = all_[narrow], &b = all_[wide];
    if (a.memory != b.memory || b.conditions.size() != 1) return false;
    const auto has_within = [&](const Logic::Anchor& wanted) {
      return std::any_of(a.anchors.begin(), a.anchors.end(), [&](const Logic::Anchor& anchor) {
        if (anchor.operand != wanted.operand) return false;
        if (anchor.function != wanted.function) return !anchor.function;
        return std::includes(wanted.texts.begin(), wanted.texts.end(), anchor.texts.begin(), anchor.texts.end());
      });
    };
    if (!std::all_of(b.anchors.begin(), b.anchors.end(), has_within)) return false;
    if (++comparisons_ > kMostComparisons) return false;
    const Assumptions assumptions{a.of_cloudtrail && b.of_cloudtrail};
    if (!logic_.surely_implies(a.conditions[0], b.conditions[0], assumptions)) return false;
    if (logic_.surely_implies(b.conditions[0], a.conditions[0], assumptions)) return wide < narrow;
    // A rule that is graver than the one around it says more.
    return level_of(*a.rule) <= level_of(*b.rule);
  }

  bool is_given(std::size_t rule) const { return rules_.subject.is_of_files(all_[rule].rule->name_span); }

  void tell_same(std::size_t later, std::size_t earlier) {
    is_told_[later] = true;
    if (!is_given(later)) std::swap(later, earlier);
    const closed::Rule &one = *all_[later].rule, &other = *all_[earlier].rule;
    report(rules_.out, DiagnosticKind::duplicate_rule, one.name_span,
           fmt::format("rule `{}` fires exactly where `{}` does", one.name, other.name),
           "keep one of them, with what the other says besides", {{other.name_span, "the other one"}});
  }

  void tell(std::size_t narrow, std::size_t wide) {
    const Compared &a = all_[narrow], &b = all_[wide];
    const Assumptions assumptions{a.of_cloudtrail && b.of_cloudtrail};
    if (logic_.surely_implies(b.conditions[0], a.conditions[0], assumptions)) return tell_same(narrow, wide);
    report(rules_.out, DiagnosticKind::subsumed_by, a.rule->name_span,
           fmt::format("rule `{}` {} only {} `{}` does", a.rule->name, a.rule->state ? "counts" : "fires",
                       a.rule->state ? "what" : "where", b.rule->name),
           "take it away, give it a higher severity, or take its records out of the other one with an `except`",
           {{b.rule->name_span, "this one is wider"}});
  }

  LogicOfRules& rules_;
  Logic& logic_;
  std::vector<Compared> all_;
  std::vector<bool> is_told_;
  std::vector<std::vector<std::uint32_t>> operands_;  // that each asks for
  std::map<Key, std::vector<std::size_t>> by_text_;
  std::set<std::optional<Function>> functions_;  // of texts in the index
  std::unordered_map<std::uint32_t, std::vector<std::size_t>> by_operand_;
  std::vector<std::size_t> last_asked_;  // by rule, for which other one
  std::size_t pairs_ = 0, comparisons_ = 0;
};

}  // namespace

void lint_compared_rules(LogicOfRules& rules) { Comparison(rules).find(); }

}  // namespace spoor
