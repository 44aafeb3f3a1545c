#include "cli/workbench/diff/compare_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "compiler/program/program.h"

namespace spoor {

namespace {

template <typename Number>
Reach lower_is_wider(Number before, Number after) {
  if (before == after) return Reach::same;
  return after < before ? Reach::wider : Reach::narrower;
}

Reach same_or_unknown(bool is_same) { return is_same ? Reach::same : Reach::unknown; }

bool has_absent_step(const closed::State& state) {
  return std::any_of(state.steps.begin(), state.steps.end(),
                     [](const closed::Step& step) { return step.role == StepRole::absent; });
}

// Kinds for which more records and a longer window only ever add to what is asked of them.
bool grows_with_records(StateKind kind) {
  switch (kind) {
    case StateKind::count:
    case StateKind::distinct:
    case StateKind::sequence:
    case StateKind::together: return true;
    case StateKind::sum:  // numbers below zero
    case StateKind::ratio:
    case StateKind::first:
    case StateKind::spike: return false;
  }
  return false;
}

Reach window(const closed::State& a, const closed::State& b) {
  const Reach longer = reversed(lower_is_wider(a.numbers.window, b.numbers.window));
  // In a longer window there is more time for what must not come.
  const bool is_monotonous = grows_with_records(a.kind) && !has_absent_step(a) && !has_absent_step(b);
  return is_monotonous ? longer : same_or_unknown(longer == Reach::same);
}

// Times, bounds and flags. REQUIRES: of one kind.
Reach numbers(const closed::State& a, const closed::State& b) {
  const StateRow &x = a.numbers, &y = b.numbers;
  Reach out = window(a, b);
  out = joined(out, same_or_unknown(x.per == y.per));
  out = joined(out, same_or_unknown((x.flags & ~StateRow::kAbove) == (y.flags & ~StateRow::kAbove)));
  out = joined(out, lower_is_wider(std::pair(x.bound, x.flags & StateRow::kAbove),
                                   std::pair(y.bound, y.flags & StateRow::kAbove)));
  out = joined(out, lower_is_wider(x.least, y.least));
  // A value learns from the same records, however long nothing is said.
  return joined(
      out, a.kind == StateKind::first ? lower_is_wider(x.warmup, y.warmup) : same_or_unknown(x.warmup == y.warmup));
}

bool has_all(const std::vector<std::string>& some, const std::vector<std::string>& all) {
  return std::all_of(some.begin(), some.end(),
                     [&](const std::string& key) { return std::find(all.begin(), all.end(), key) != all.end(); });
}

}  // namespace

Reach joined(Reach a, Reach b) {
  if (a == Reach::same || a == b) return b;
  return b == Reach::same ? a : Reach::unknown;
}

Reach reversed(Reach reach) {
  switch (reach) {
    case Reach::same: return Reach::same;
    case Reach::wider: return Reach::narrower;
    case Reach::narrower: return Reach::wider;
    case Reach::unknown: return Reach::unknown;
  }
  return Reach::unknown;
}

std::vector<std::string> value_texts(const ClosedTree& tree, const std::vector<closed::Output>& values) {
  std::vector<std::string> out;
  for (const closed::Output& value : values) {
    out.push_back(to_text(tree, value.value) + (value.role == OutputRole::optional_key ? "?" : ""));
  }
  return out;
}

RuleComparison::RuleComparison(const Side& before, const Side& after)
    : before_(before.inspected.tree),
      after_(after.inspected.tree),
      old_meanings_(meanings_of(before.program())),
      new_meanings_(meanings_of(after.program())) {}

Reach RuleComparison::compare(Index before, Index after) {
  const auto known = known_.find({before, after});
  if (known != known_.end()) return known->second;
  const Reach reach = old_meanings_.rules[before] == new_meanings_.rules[after]
                          ? Reach::same
                          : compare_rules(before_.rules[before], after_.rules[after]);
  known_[{before, after}] = reach;
  return reach;
}

std::string RuleComparison::form(const Side& side, Index rule) {
  const closed::Rule& closed = side.inspected.tree.rules[rule];
  std::string out = memory_text(side, rule);
  for (const NodeId condition : closed.conditions) {
    out += fmt::format(";{}", static_cast<std::uint32_t>(logic_.intern(side.inspected.tree, condition)));
  }
  return out;
}

Reach RuleComparison::compare_rules(const closed::Rule& a, const closed::Rule& b) {
  if (a.state.has_value() != b.state.has_value()) return Reach::unknown;
  return a.state ? memory(a, b) : condition(a.conditions[0], b.conditions[0]);
}

Reach RuleComparison::condition(NodeId before, NodeId after) {
  const ConditionId a = logic_.intern(before_, before), b = logic_.intern(after_, after);
  if (Logic::is_same(a, b)) return Reach::same;
  const bool is_within = logic_.surely_implies(a, b), is_around = logic_.surely_implies(b, a);
  if (is_within && is_around) return Reach::same;
  if (is_within) return Reach::wider;
  return is_around ? Reach::narrower : Reach::unknown;
}

// Of a group that is made of fewer keys no record is missing that was in one of more.
Reach RuleComparison::keys(const closed::State& a, const closed::State& b) const {
  const auto x = value_texts(before_, a.keys), y = value_texts(after_, b.keys);
  if (x == y) return Reach::same;
  const bool is_split_only = a.kind == StateKind::count || a.kind == StateKind::distinct;
  if (!is_split_only || x.size() == y.size()) return Reach::unknown;
  if (has_all(y, x)) return Reach::wider;
  return has_all(x, y) ? Reach::narrower : Reach::unknown;
}

Reach RuleComparison::memory(const closed::Rule& a, const closed::Rule& b) {
  const closed::State &x = *a.state, &y = *b.state;
  if (x.kind != y.kind || x.steps.size() != y.steps.size()) return Reach::unknown;
  Reach out = same_or_unknown(value_texts(before_, x.values) == value_texts(after_, y.values));
  out = joined(out, joined(numbers(x, y), keys(x, y)));
  for (std::size_t i = 0; i < x.steps.size() && out != Reach::unknown; ++i) out = joined(out, step(a, b, i));
  return out;
}

Reach RuleComparison::step(const closed::Rule& a, const closed::Rule& b, std::size_t index) {
  const closed::Step &x = a.state->steps[index], &y = b.state->steps[index];
  const bool is_alike = x.role == y.role && x.condition.has_value() == y.condition.has_value() &&
                        value_texts(before_, x.keys) == value_texts(after_, y.keys);
  if (!is_alike) return Reach::unknown;
  Reach records =
      x.condition ? condition(a.conditions[*x.condition], b.conditions[*y.condition]) : compare(*x.rule, *y.rule);
  if (!grows_with_records(a.state->kind)) return same_or_unknown(records == Reach::same);
  if (x.role != StepRole::taken) records = reversed(records);
  return joined(records, lower_is_wider(x.repeat, y.repeat));
}

std::map<ConditionId, NodeId> RuleComparison::parts(const ClosedTree& tree, std::optional<NodeId> condition) {
  std::map<ConditionId, NodeId> out;
  std::vector<NodeId> open;
  if (condition) open.push_back(*condition);
  while (!open.empty()) {
    const NodeId node = open.back();
    open.pop_back();
    if (const auto* junction = tree.get_if<closed::And>(node)) {
      open.insert(open.end(), junction->operands.rbegin(), junction->operands.rend());
    } else {
      out.emplace(logic_.intern(tree, node), node);
    }
  }
  return out;
}

void RuleComparison::add_changed(const std::string& what, std::optional<NodeId> before, std::optional<NodeId> after,
                                 std::vector<ChangedText>& out) {
  const auto a = parts(before_, before), b = parts(after_, after);
  const auto texts_of_only = [](const auto& one, const auto& other, const ClosedTree& tree) {
    std::vector<NodeId> nodes;
    for (const auto& [id, node] : one) {
      if (!other.contains(id)) nodes.push_back(node);
    }
    std::sort(nodes.begin(), nodes.end());  // as they are written
    std::vector<std::string> texts;
    for (const NodeId node : nodes) texts.push_back(to_text(tree, node));
    return texts;
  };
  std::vector<std::string> old_texts = texts_of_only(a, b, before_), new_texts = texts_of_only(b, a, after_);
  const auto is_in = [](const std::vector<std::string>& texts, const std::string& text) {
    return std::find(texts.begin(), texts.end(), text) != texts.end();
  };
  // What reads the same has a list or table in it whose rows are others.
  const std::vector<std::string> all_old = old_texts;
  std::erase_if(old_texts, [&](const std::string& text) { return is_in(new_texts, text); });
  std::erase_if(new_texts, [&](const std::string& text) { return is_in(all_old, text); });
  for (std::string& text : old_texts) out.push_back({RuleChange::changed, what, std::move(text), std::nullopt});
  for (std::string& text : new_texts) out.push_back({RuleChange::changed, what, std::nullopt, std::move(text)});
}

std::vector<ChangedText> RuleComparison::changed_parts(Index before, Index after) {
  const closed::Rule &a = before_.rules[before], &b = after_.rules[after];
  // Whole conditions first: parts of a quantifier's body mean something only within it.
  for (const NodeId node : a.conditions) logic_.intern(before_, node);
  for (const NodeId node : b.conditions) logic_.intern(after_, node);
  std::vector<ChangedText> out;
  add_changed("where", a.where, b.where, out);
  std::map<std::string, std::pair<std::optional<NodeId>, std::optional<NodeId>>> steps;
  const auto name_of = [](const closed::Step& step) {
    if (step.role == StepRole::until) return std::string("until");
    return step.name.empty() ? std::string("ratio") : "step " + step.name;
  };
  if (a.state) {
    for (const closed::Step& step : a.state->steps) steps[name_of(step)].first = step.own;
  }
  if (b.state) {
    for (const closed::Step& step : b.state->steps) steps[name_of(step)].second = step.own;
  }
  for (const auto& [name, nodes] : steps) add_changed(name, nodes.first, nodes.second, out);
  return out;
}

}  // namespace spoor
