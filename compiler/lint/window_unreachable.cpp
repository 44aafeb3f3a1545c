#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "compiler/lint/lint.h"
#include "compiler/lint/named_calls.h"
#include "compiler/lint/pinned_values.h"
#include "compiler/schema/cloudtrail.h"

// Rules with memory whose bound is out of reach, or whose steps never meet.
namespace spoor {

namespace {

class Reach {
 public:
  Reach(const LintSubject& subject, const closed::Rule& rule, Diagnostics& out)
      : tree_(subject.tree()), rule_(rule), state_(*rule.state), out_(out) {}

  void run() {
    switch (state_.kind) {
      case StateKind::distinct: look_at_values(); break;
      case StateKind::count: look_at_identity(); break;
      case StateKind::sequence:
      case StateKind::together: look_at_steps(); break;
      case StateKind::sum:
      case StateKind::ratio:
      case StateKind::first:
      case StateKind::spike: break;
    }
  }

 private:
  static constexpr std::size_t kAny = std::numeric_limits<std::size_t>::max();

  // In whole things; it is kept in millionths.
  std::int64_t bound() const { return state_.numbers.bound / 1'000'000; }

  bool is_key(NodeId value) const {
    return std::any_of(state_.keys.begin(), state_.keys.end(),
                       [&](const closed::Output& key) { return are_same_field(tree_, key.value, value); });
  }

  // How many different values one group can have at most.
  std::size_t most_values(NodeId value) const {
    if (!has_one_value(tree_, value)) return kAny;
    if (is_key(value)) return 1;
    if (is_field(tree_, value, "readOnly") || is_field(tree_, value, "managementEvent")) return 2;
    const auto pinned = pinned_values(tree_, rule_.conditions[0], value);
    return pinned && !pinned->empty() ? pinned->size() : kAny;
  }

  void look_at_values() {
    std::size_t most = 1;
    for (const closed::Output& value : state_.values) {
      const std::size_t values = most_values(value.value);
      if (values == kAny || most > kAny / std::max<std::size_t>(values, 1)) return;
      most *= values;
    }
    if (rule_.conditions.empty() || bound() <= 0 || most >= static_cast<std::uint64_t>(bound())) {
      return;
    }
    const NodeId first = state_.values[0].value;
    const bool is_all_keys = std::all_of(state_.values.begin(), state_.values.end(),
                                         [&](const closed::Output& value) { return is_key(value.value); });
    report(out_, DiagnosticKind::window_unreachable, tree_[first].use,
           is_all_keys ? fmt::format("`{}` is a key too: a group has one value of it, and {} are asked for",
                                     to_text(tree_, first), bound())
                       : fmt::format("the records of this rule have at most {} value{} here, and {} are asked for",
                                     most, most == 1 ? "" : "s", bound()),
           is_all_keys ? "count something else, or leave it out of `by`"
                       : "lower the bound, or let the condition hold for more");
  }

  // Each record counts once.
  void look_at_identity() {
    if (bound() < 2) return;
    for (const closed::Output& key : state_.keys) {
      if (!is_field(tree_, key.value, "eventID")) continue;
      report(out_, DiagnosticKind::window_unreachable, tree_[key.value].use,
             fmt::format("no two records have one `eventID`, and {} are asked for", bound()),
             "choose what the records have in common");
    }
  }

  // Steps join where their keys are equal.
  void look_at_steps() {
    for (std::size_t later = 1; later < state_.steps.size(); ++later) {
      for (std::size_t earlier = 0; earlier < later; ++earlier) {
        if (look_at_pair(state_.steps[earlier], state_.steps[later])) return;
      }
    }
  }

  const std::vector<closed::Output>& keys_of(const closed::Step& step) const {
    return step.keys.empty() ? state_.keys : step.keys;
  }

  bool look_at_pair(const closed::Step& a, const closed::Step& b) {
    if (a.role != StepRole::taken || b.role != StepRole::taken || !a.condition || !b.condition) return false;
    const std::vector<closed::Output>&a_keys = keys_of(a), &b_keys = keys_of(b);
    for (std::size_t i = 0; i < std::min(a_keys.size(), b_keys.size()); ++i) {
      if (!has_one_value(tree_, a_keys[i].value) || !has_one_value(tree_, b_keys[i].value)) continue;
      const auto a_values = pinned_values(tree_, rule_.conditions[*a.condition], a_keys[i].value);
      const auto b_values = pinned_values(tree_, rule_.conditions[*b.condition], b_keys[i].value);
      if (!a_values || !b_values) continue;
      const bool meet = std::any_of(a_values->begin(), a_values->end(),
                                    [&](const std::string& value) { return b_values->contains(value); });
      if (meet) continue;
      report(out_, DiagnosticKind::window_unreachable, tree_[a_keys[i].value].use,
             fmt::format("steps `{}` and `{}` never have one `{}`, and steps join where their keys are equal", a.name,
                         b.name, a_keys[i].name),
             "join them by what their records have in common");
      return true;
    }
    return false;
  }

  const ClosedTree& tree_;
  const closed::Rule& rule_;
  const closed::State& state_;
  Diagnostics& out_;
};

}  // namespace

void lint_window_unreachable(const LintSubject& subject, Diagnostics& out) {
  const std::set<SourceId> files = files_on_cloudtrail(subject);
  for (const closed::Rule& rule : subject.tree().rules) {
    if (rule.state && !rule.conditions.empty() && files.contains(rule.name_span.source)) {
      Reach(subject, rule, out).run();
    }
  }
}

}  // namespace spoor
