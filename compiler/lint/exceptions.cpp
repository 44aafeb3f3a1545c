#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/logic_of_rules.h"

// Exceptions that take nothing from their rule, or all of it.
namespace spoor {

namespace {

bool is_over(const closed::Exception& exception, const LintSettings& settings) {
  if (!exception.until) return false;
  const std::chrono::sys_seconds today = settings.today;
  return exception.until->end.seconds <= today.time_since_epoch().count();
}

// The one is in force on every day on which the other is.
bool lasts_as_long(const closed::Exception& one, const closed::Exception& other) {
  return !one.until || (other.until && other.until->end <= one.until->end);
}

class Exceptions {
 public:
  Exceptions(LogicOfRules& rules, const closed::Rule& rule) : rules_(rules), logic_(rules.logic), rule_(rule) {
    const ClosedTree& tree = rules.subject.tree();
    for (RecordCondition& record : record_conditions(rules, rule)) {
      of_cloudtrail_ = !record.parts.empty() && tree[record.parts[0]].is_of_cloudtrail;
      // What can never be is reported as such.
      if (!logic_.surely_never(record.condition, {of_cloudtrail_})) records_.push_back(std::move(record));
    }
    for (const closed::Exception& exception : rule.exceptions) whens_.push_back(rules.intern(exception.when));
  }

  void look() {
    if (records_.empty()) return;
    bool has_finding = false;
    for (std::size_t i = 0; i < whens_.size(); ++i) {
      if (is_over(rule_.exceptions[i], rules_.subject.settings)) continue;
      if (logic_.surely_never(whens_[i], {of_cloudtrail_})) continue;  // reported as such
      has_finding = report_dead(i) || report_swallows(i) || report_covered(i) || has_finding;
    }
    if (!has_finding && whens_.size() > 1) report_all_swallow();
  }

 private:
  template <typename Holds>
  Certainty of_all_records(Holds holds) {
    Certainty least = Certainty::of_every_record;
    for (const RecordCondition& record : records_) least = std::min(least, holds(record));
    return least;
  }

  bool report_dead(std::size_t one) {
    const Certainty certainty = of_all_records([&](const RecordCondition& record) {
      return impossible(logic_, logic_.conjunction(record.condition, whens_[one]), of_cloudtrail_);
    });
    if (certainty == Certainty::none) return false;
    const closed::Exception& exception = rule_.exceptions[one];
    std::vector<NodeId> nodes = {exception.when};
    std::vector<Label> labels;
    const ClosedTree& tree = rules_.subject.tree();
    for (const NodeId part : records_[0].parts) {
      nodes.push_back(part);
      labels.push_back({tree[part].use, "and what the rule asks"});
    }
    if (records_.size() > 1) labels.clear();
    report(rules_.out, DiagnosticKind::dead_exception, tree[exception.when].use,
           fmt::format("exception `{}` takes nothing from its rule: no record meets both{}", exception.name,
                       because(certainty, tree, nodes)),
           "mend its condition, or take it away", std::move(labels));
    return true;
  }

  bool report_swallows(std::size_t one) {
    const Certainty certainty = of_all_records(
        [&](const RecordCondition& record) { return implied(logic_, record.condition, whens_[one], of_cloudtrail_); });
    if (certainty == Certainty::none) return false;
    const closed::Exception& exception = rule_.exceptions[one];
    const ClosedTree& tree = rules_.subject.tree();
    std::vector<Label> labels;
    for (const NodeId part : records_[0].parts) labels.push_back({tree[part].use, "all of this"});
    if (records_.size() > 1) labels.clear();
    report(rules_.out, DiagnosticKind::exception_swallows_rule, tree[exception.when].use,
           fmt::format("exception `{}` leaves nothing of its rule{}", exception.name,
                       exception.until ? " until its day" : ""),
           "say what sets apart the records that are no finding; `disable` switches a rule off", std::move(labels));
    return true;
  }

  // All that it takes another one takes.
  bool report_covered(std::size_t one) {
    const closed::Exception& exception = rule_.exceptions[one];
    for (std::size_t other = 0; other < whens_.size(); ++other) {
      const closed::Exception& wider = rule_.exceptions[other];
      if (other == one || !lasts_as_long(wider, exception)) continue;
      const auto covers = [&](std::size_t a, std::size_t b) {
        return of_all_records([&](const RecordCondition& record) {
                 return implied(logic_, logic_.conjunction(record.condition, whens_[a]), whens_[b], of_cloudtrail_);
               }) != Certainty::none;
      };
      if (!covers(one, other)) continue;
      // Of two that take the same the later one is told.
      if (other > one && lasts_as_long(exception, wider) && covers(other, one)) continue;
      report(rules_.out, DiagnosticKind::dead_exception, rules_.subject.tree()[exception.when].use,
             fmt::format("exception `{}` takes nothing that `{}` does not take", exception.name, wider.name),
             "take it away", {{wider.name_span, "this one is wider"}});
      return true;
    }
    return false;
  }

  void report_all_swallow() {
    std::vector<ConditionId> in_force;
    std::vector<Label> labels;
    for (std::size_t i = 0; i < whens_.size(); ++i) {
      if (is_over(rule_.exceptions[i], rules_.subject.settings)) continue;
      in_force.push_back(whens_[i]);
      labels.push_back({rule_.exceptions[i].name_span, "with this one"});
    }
    if (in_force.size() < 2) return;
    const ConditionId any = logic_.disjunction(in_force);
    const Certainty certainty = of_all_records(
        [&](const RecordCondition& record) { return implied(logic_, record.condition, any, of_cloudtrail_); });
    if (certainty == Certainty::none) return;
    const Span last = labels.back().span;
    labels.pop_back();
    report(rules_.out, DiagnosticKind::exception_swallows_rule, last,
           "together the exceptions leave nothing of their rule",
           "say what sets apart the records that are no finding; `disable` switches a rule off", std::move(labels));
  }

  LogicOfRules& rules_;
  Logic& logic_;
  const closed::Rule& rule_;
  std::vector<RecordCondition> records_;
  std::vector<ConditionId> whens_;
  bool of_cloudtrail_ = false;
};

}  // namespace

void lint_exceptions(LogicOfRules& rules) {
  for (const closed::Rule& rule : rules.subject.tree().rules) {
    if (!rule.exceptions.empty() && rules.is_of_files(rule)) Exceptions(rules, rule).look();
  }
}

}  // namespace spoor
