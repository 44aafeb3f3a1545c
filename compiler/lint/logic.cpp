#include <fmt/format.h>

#include <algorithm>

#include "compiler/children.h"
#include "compiler/lint/logic_of_rules.h"
#include "compiler/schema/cloudtrail.h"

namespace spoor {

namespace {

// Schema fields that a condition reads, by their dotted paths.
std::set<std::string> fields_of(const ClosedTree& tree, NodeId root) {
  std::set<std::string> out;
  std::vector<NodeId> pending = {root};
  while (!pending.empty()) {
    const closed::Entry& entry = tree[pending.back()];
    pending.pop_back();
    if (std::holds_alternative<closed::Set>(entry.node)) continue;
    for_each_child(entry.node, [&](NodeId child) { pending.push_back(child); });
    const auto* field = std::get_if<closed::Field>(&entry.node);
    if (field == nullptr || field->variable) continue;
    std::string path;
    for (const PathStep& step : field->steps) path += (path.empty() ? "" : ".") + step.key;
    if (cloudtrail_type(path)) out.insert(std::move(path));
  }
  return out;
}

}  // namespace

bool LogicOfRules::is_of_files(const closed::Rule& rule) const {
  return std::any_of(rule.places.begin(), rule.places.end(), [&](Span place) { return subject.is_of_files(place); });
}

std::vector<RecordCondition> record_conditions(LogicOfRules& rules, const closed::Rule& rule) {
  if (rule.conditions.empty()) return {};
  if (!rule.state) {
    if (!rule.where) return {};
    return {{rules.intern(*rule.where), {*rule.where}}};
  }
  std::vector<RecordCondition> out;
  for (const closed::Step& step : rule.state->steps) {
    if (!step.condition) return {};
    std::vector<NodeId> parts;
    if (rule.where) parts.push_back(*rule.where);
    if (step.own) parts.push_back(*step.own);
    ConditionId whole = rules.logic.truth(true);
    for (const NodeId part : parts) whole = rules.logic.conjunction(whole, rules.intern(part));
    out.push_back({whole, std::move(parts)});
  }
  return out;
}

Certainty implied(Logic& logic, ConditionId premise, ConditionId conclusion, bool of_cloudtrail) {
  if (!logic.surely_implies(premise, conclusion, {of_cloudtrail})) return Certainty::none;
  if (!of_cloudtrail || logic.surely_implies(premise, conclusion)) return Certainty::of_every_record;
  return Certainty::of_one_value;
}

Certainty impossible(Logic& logic, ConditionId condition, bool of_cloudtrail) {
  if (!logic.surely_never(condition, {of_cloudtrail})) return Certainty::none;
  if (!of_cloudtrail || logic.surely_never(condition)) return Certainty::of_every_record;
  return Certainty::of_one_value;
}

std::string common_field(const ClosedTree& tree, const std::vector<NodeId>& nodes) {
  std::set<std::string> seen;
  std::string last;
  for (const NodeId node : nodes) {
    for (const std::string& field : fields_of(tree, node)) {
      if (!seen.insert(field).second) return field;
      last = field;
    }
  }
  return last;
}

std::string because(Certainty certainty, const ClosedTree& tree, const std::vector<NodeId>& nodes) {
  if (certainty != Certainty::of_one_value) return "";
  const std::string field = common_field(tree, nodes);
  return field.empty() ? "" : fmt::format(": a record has one `{}`", field);
}

void lint_logic(const LintSubject& subject, Diagnostics& out) {
  LogicOfRules rules(subject, out);
  const auto asks = [&](std::initializer_list<DiagnosticKind> lints) {
    return std::any_of(lints.begin(), lints.end(), [&](DiagnosticKind lint) { return subject.settings.asks(lint); });
  };
  if (asks({DiagnosticKind::unsatisfiable, DiagnosticKind::always_true, DiagnosticKind::redundant_condition,
            DiagnosticKind::logic_too_large})) {
    lint_conditions(rules);
  }
  if (asks({DiagnosticKind::dead_exception, DiagnosticKind::exception_swallows_rule})) lint_exceptions(rules);
  if (asks({DiagnosticKind::duplicate_rule, DiagnosticKind::subsumed_by})) lint_compared_rules(rules);
  if (asks({DiagnosticKind::negation_on_optional})) lint_negations(rules);
}

}  // namespace spoor
