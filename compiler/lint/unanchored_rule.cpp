#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "compiler/lint/lint.h"
#include "compiler/lint/named_calls.h"

// Rules that no text, number or address tells apart from the bulk of records: none of these is needed for them to hold.
namespace spoor {

namespace {

// Texts that are shorter stand in too many values.
constexpr std::size_t kLeastPart = 3;
// That they exist tells nothing.
constexpr auto kEverywhere = std::to_array<std::string_view>(
    {"eventVersion", "eventTime", "eventSource", "eventName", "awsRegion", "sourceIPAddress", "userAgent", "eventID",
     "eventType", "requestID", "readOnly", "recipientAccountId", "managementEvent", "eventCategory", "userIdentity",
     "userIdentity.type", "userIdentity.arn", "userIdentity.principalId", "userIdentity.accountId"});

class Anchors {
 public:
  explicit Anchors(const ClosedTree& tree) : tree_(tree) {}

  // Whether a condition that holds, or that does not, needs something that few records have.
  bool has(NodeId id, bool holds, int level = 0) const {
    if (level > kMostLevels) return true;  // not known
    const closed::Node& node = tree_[id].node;
    const auto inside = [&](NodeId operand) { return has(operand, holds, level + 1); };
    const auto some = [&](const auto& operands) { return std::any_of(operands.begin(), operands.end(), inside); };
    const auto every = [&](const auto& operands) { return std::all_of(operands.begin(), operands.end(), inside); };
    if (const auto* negation = std::get_if<closed::Not>(&node)) return has(negation->operand, !holds, level + 1);
    if (const auto* both = std::get_if<closed::And>(&node)) return holds ? some(both->operands) : every(both->operands);
    if (const auto* either = std::get_if<closed::Or>(&node)) {
      return holds ? every(either->operands) : some(either->operands);
    }
    if (const auto* quantified = std::get_if<closed::Quantified>(&node)) {
      const bool is_none = quantified->quantifier == ast::Quantifier::none;
      return is_none != holds && has(quantified->body, true, level + 1);
    }
    if (const auto* exists = std::get_if<closed::Exists>(&node)) return holds && !is_everywhere(exists->value);
    if (const auto* constant = std::get_if<closed::Constant>(&node)) {
      const auto* value = std::get_if<bool>(&constant->value);
      return value != nullptr && *value != holds;  // it is never so
    }
    const auto* test = std::get_if<closed::Test>(&node);
    if (test == nullptr) return false;
    const bool is_negated = test->is_negated != (test->op == Operator::not_equal);
    return is_negated != holds && (is_anchor(*test) || is_of_some_records(test->left));
  }

 private:
  bool is_everywhere(NodeId value) const {
    return std::any_of(kEverywhere.begin(), kEverywhere.end(),
                       [&](std::string_view field) { return is_field(tree_, value, field); });
  }

  // A value of a field that only some records have.
  bool is_of_some_records(NodeId value) const {
    while (const auto* call = tree_.get_if<closed::Call>(value)) {
      if (call->args.size() != 1) return false;
      value = call->args[0];
    }
    return tree_.get_if<closed::Field>(value) != nullptr && !is_everywhere(value);
  }

  bool is_anchor(const closed::Test& test) const {
    const auto* set = tree_.get_if<closed::Set>(test.right);
    if (set == nullptr) return is_anchor(test.op, test.right);
    if (test.needs_all) {
      return std::any_of(set->items.begin(), set->items.end(), [&](NodeId item) { return is_anchor(test.op, item); });
    }
    return std::all_of(set->items.begin(), set->items.end(), [&](NodeId item) { return is_anchor(test.op, item); });
  }

  bool is_anchor(Operator op, NodeId item) const {
    if (op == Operator::in && tree_.get_if<closed::Range>(item) != nullptr) return true;
    const auto* constant = tree_.get_if<closed::Constant>(item);
    if (constant == nullptr) return false;
    const auto* text = std::get_if<std::string>(&constant->value);
    switch (op) {
      case Operator::equal:
      case Operator::not_equal:
      case Operator::in: return !std::holds_alternative<bool>(constant->value);
      case Operator::startswith:
      case Operator::contains:
      case Operator::endswith: return text != nullptr && text->size() >= kLeastPart;
      case Operator::like: return text != nullptr && longest_part(*text) >= kLeastPart;
      case Operator::matches: return is_bound(*constant);
      case Operator::less:
      case Operator::less_equal:
      case Operator::greater:
      case Operator::greater_equal: return false;
    }
    return false;
  }

  static std::size_t longest_part(std::string_view glob) {
    std::size_t longest = 0, length = 0;
    for (const char c : glob) {
      length = c == '*' || c == '?' ? 0 : length + 1;
      longest = std::max(longest, length);
    }
    return longest;
  }

  // A regular expression that begins with text: `^arn:aws`.
  static bool is_bound(const closed::Constant& constant) {
    const auto* regex = std::get_if<Regex>(&constant.value);
    if (regex == nullptr || !regex->pattern.starts_with('^')) return false;
    const std::size_t end = regex->pattern.find_first_of("\\.^$*+?()|{}[]", 1);
    const bool has_choice = regex->pattern.find('|') != std::string::npos;
    return !has_choice && std::min(end, regex->pattern.size()) > kLeastPart + 1;
  }

  const ClosedTree& tree_;
};

}  // namespace

void lint_unanchored_rule(const LintSubject& subject, Diagnostics& out) {
  const ClosedTree& tree = subject.tree();
  const Anchors anchors(tree);
  for (const closed::Rule& rule : tree.rules) {
    const auto open = std::find_if(rule.conditions.begin(), rule.conditions.end(),
                                   [&](NodeId condition) { return !anchors.has(condition, true); });
    if (open == rule.conditions.end()) continue;
    const NodeId shown = rule.where.value_or(*open);
    report(out, DiagnosticKind::unanchored_rule, tree[shown].use,
           "nothing that this condition needs is rare: the rule is asked for every record",
           "ask for a call, a service, or another text that each of its records has");
  }
}

}  // namespace spoor
