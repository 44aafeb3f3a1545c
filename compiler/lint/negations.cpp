#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/lint/logic_of_rules.h"
#include "lang/functions/each.h"

// Negated tests that hold because there is nothing to test.
namespace spoor {

namespace {

// Fields that every CloudTrail record has.
constexpr std::array<std::string_view, 9> kAlwaysThere = {"eventVersion",    "eventTime", "eventSource",
                                                          "eventName",       "awsRegion", "userIdentity",
                                                          "sourceIPAddress", "eventType", "eventID"};

class Negations {
 public:
  Negations(LogicOfRules& rules, std::set<std::pair<SourceId, std::uint32_t>>& seen)
      : rules_(rules), logic_(rules.logic), tree_(rules.subject.tree()), seen_(seen) {}

  // `around`: what holds where the node is asked for.
  void look(NodeId id, ConditionId around, bool is_negated = false) {
    const closed::Node& node = tree_[id].node;
    if (const auto* negation = std::get_if<closed::Not>(&node)) {
      // A name that is negated says by itself what is meant: then its condition stands in the body of a def.
      if (is_within(tree_[negation->operand].span, tree_[id].span)) look(negation->operand, around, !is_negated);
      return;
    }
    if (const auto* every = std::get_if<closed::And>(&node))
      return look_at_all(every->operands, around, is_negated, true);
    if (const auto* either = std::get_if<closed::Or>(&node)) {
      return look_at_all(either->operands, around, is_negated, false);
    }
    if (const auto* quantified = std::get_if<closed::Quantified>(&node)) {
      if (quantified->quantifier != ast::Quantifier::none && !is_negated) look(quantified->body, around);
      return;
    }
    if (const auto* call = std::get_if<closed::Call>(&node)) {
      if (is_negated) check(id, {call->args.begin(), call->args.end()}, around, is_negated);
      return;
    }
    const auto* test = std::get_if<closed::Test>(&node);
    if (test == nullptr) return;
    const bool is_opposite = test->is_negated || test->op == Operator::not_equal;
    if (is_opposite != is_negated && !is_of_truth(*test)) check(id, {test->left, test->right}, around, is_negated);
  }

 private:
  void look_at_all(const std::vector<NodeId>& operands, ConditionId around, bool is_negated, bool is_every) {
    for (std::size_t i = 0; i < operands.size(); ++i) {
      if (operands.size() > kMostOperands) return look(operands[i], around, is_negated);
      std::vector<ConditionId> context = {around};
      for (std::size_t j = 0; j < operands.size(); ++j) {
        const ConditionId other = rules_.intern(operands[j]);
        if (j != i) context.push_back(is_every ? other : logic_.negation(other));
      }
      look(operands[i], logic_.conjunction(context), is_negated);
    }
  }

  void check(NodeId id, const std::vector<NodeId>& values, ConditionId around, bool is_negated) {
    const Span span = tree_[id].span;
    if (!rules_.subject.is_of_files(span) || seen_.contains({span.source, span.begin})) return;
    for (const NodeId value : values) {
      if (is_always_there(value)) continue;
      const ConditionId exists = logic_.exists(tree_, value);
      if (logic_.surely_implies(around, exists)) continue;
      seen_.emplace(span.source, span.begin);
      const std::string name = to_text(tree_, value);
      report(rules_.out, DiagnosticKind::negation_on_optional, span,
             fmt::format("{}`{}` also holds where there is no `{}`", is_negated ? "the opposite of " : "",
                         rules_.written.text(span), name),
             fmt::format(
                 "if it must be there write `exists {} and ...`; if it may be missing, `not exists {} or ...` says so",
                 name, name));
      return;
    }
  }

  // `dryRun != true`: a switch that is not there is off.
  bool is_of_truth(const closed::Test& test) const {
    const auto* constant = tree_.get_if<closed::Constant>(test.right);
    return constant != nullptr && std::holds_alternative<bool>(constant->value);
  }

  bool is_always_there(NodeId id) const {
    const closed::Entry& entry = tree_[id];
    if (const auto* field = std::get_if<closed::Field>(&entry.node)) {
      if (field->variable) return field->steps.empty();
      return entry.is_of_cloudtrail && field->steps.size() == 1 &&
             std::find(kAlwaysThere.begin(), kAlwaysThere.end(), field->steps[0].key) != kAlwaysThere.end();
    }
    const auto* call = std::get_if<closed::Call>(&entry.node);
    if (call == nullptr) return !std::holds_alternative<closed::Lookup>(entry.node);
    if (call->function == Function::choose) return true;  // whose conditions say what is meant
    if (call->function == Function::coalesce) {
      return std::any_of(call->args.begin(), call->args.end(), [this](NodeId arg) { return is_always_there(arg); });
    }
    return each_function(call->function) != nullptr || call->function == Function::concat
               ? std::all_of(call->args.begin(), call->args.end(), [this](NodeId arg) { return is_always_there(arg); })
               : false;
  }

  static constexpr std::size_t kMostOperands = 300;

  LogicOfRules& rules_;
  Logic& logic_;
  const ClosedTree& tree_;
  std::set<std::pair<SourceId, std::uint32_t>>& seen_;
};

}  // namespace

void lint_negations(LogicOfRules& rules) {
  std::set<std::pair<SourceId, std::uint32_t>> seen;
  Negations negations(rules, seen);
  for (const closed::Rule& rule : rules.subject.tree().rules) {
    if (!rules.is_of_files(rule)) continue;
    ConditionId around = rules.logic.truth(true);
    if (rule.where) {
      negations.look(*rule.where, around);
      around = rules.intern(*rule.where);
    }
    if (rule.state) {
      for (const closed::Step& step : rule.state->steps) {
        if (step.own) negations.look(*step.own, around);
      }
    }
    for (const closed::Exception& exception : rule.exceptions) negations.look(exception.when, around);
  }
}

}  // namespace spoor
