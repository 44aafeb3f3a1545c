#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/lint/lint.h"
#include "compiler/lint/named_calls.h"
#include "compiler/lint/pinned_values.h"
#include "compiler/schema/aws_calls.h"
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
    auto pinned = pinned_values(tree_, rule_.conditions[0], value);
    if (!pinned && is_field(tree_, value, "eventName")) {
      pinned = pinned_base_names(tree_, rule_.conditions[0], value);
      if (pinned && std::any_of(pinned->begin(), pinned->end(), may_have_date)) return kAny;
    }
    return pinned && !pinned->empty() ? pinned->size() : kAny;
  }

  // A call that records have under several names, or that is not known.
  static bool may_have_date(const std::string& call) {
    const auto services = services_with(call);
    return services.empty() ||
           std::any_of(services.begin(), services.end(), [&](auto service) { return is_dated(service, call); });
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

  // What a step's record may have for each of its keys: the values, or the names of calls without their dates; nothing
  // where that is not known.
  struct Pin {
    std::optional<std::set<std::string>> values, base_names;
  };
  using Pins = std::vector<Pin>;

  const std::vector<closed::Output>& keys_of(const closed::Step& step) const {
    return step.keys.empty() ? state_.keys : step.keys;
  }

  Pins pins_of(const closed::Step& step) const {
    Pins pins;
    if (step.role != StepRole::taken || !step.condition) return pins;
    for (const closed::Output& key : keys_of(step)) {
      Pin& pin = pins.emplace_back();
      if (!has_one_value(tree_, key.value)) continue;
      const NodeId condition = rule_.conditions[*step.condition];
      pin = {pinned_values(tree_, condition, key.value), pinned_base_names(tree_, condition, key.value)};
    }
    return pins;
  }

  // Steps join where their keys are equal.
  void look_at_steps() {
    std::vector<Pins> pins;
    for (const closed::Step& step : state_.steps) pins.push_back(pins_of(step));
    for (std::size_t later = 1; later < pins.size(); ++later) {
      for (std::size_t earlier = 0; earlier < later; ++earlier) {
        const auto key = key_apart(pins[earlier], pins[later]);
        if (key) return report_apart(state_.steps[earlier], state_.steps[later], *key);
      }
    }
  }

  static bool are_apart(const std::optional<std::set<std::string>>& a, const std::optional<std::set<std::string>>& b) {
    return a && b && std::none_of(a->begin(), a->end(), [&](const std::string& value) { return b->contains(value); });
  }

  // A key for which no value is both of one and of the other.
  static std::optional<std::size_t> key_apart(const Pins& a, const Pins& b) {
    for (std::size_t key = 0; key < std::min(a.size(), b.size()); ++key) {
      if (are_apart(a[key].values, b[key].values) || are_apart(a[key].base_names, b[key].base_names)) return key;
    }
    return std::nullopt;
  }

  void report_apart(const closed::Step& a, const closed::Step& b, std::size_t index) {
    const closed::Output& key = keys_of(a)[index];
    report(out_, DiagnosticKind::window_unreachable, tree_[key.value].use,
           fmt::format("steps `{}` and `{}` never have one `{}`, and steps join where their keys are equal", a.name,
                       b.name, key.name),
           "join them by what their records have in common");
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
