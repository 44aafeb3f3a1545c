#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "compiler/children.h"
#include "compiler/lint/lint.h"

// An estimate of what a rule asks of a record that may be one of its own. The unit is a comparison with one literal.
namespace spoor {

namespace {

// A rule of the usual kind asks for 10 to 50.
constexpr std::uint64_t kMost = 2'000;

constexpr std::uint64_t kSearch = 2, kRegex = 10, kCall = 5, kDocument = 50;
constexpr std::uint64_t kElements = 5;  // of an array, by experience
constexpr std::uint64_t kCeiling = 1'000'000'000;

class Costs {
 public:
  explicit Costs(const ClosedTree& tree) : tree_(tree) {}

  // Loops in loops multiply; what is computed is worked out once.
  std::uint64_t of(NodeId root) const {
    struct Open {
      NodeId node;
      std::uint64_t times;
    };
    std::uint64_t cost = 0;
    std::unordered_set<std::string> computed;
    std::vector<Open> open = {{root, 1}};
    while (!open.empty() && cost < kCeiling) {
      const auto [id, times] = open.back();
      open.pop_back();
      const closed::Node& node = tree_[id].node;
      if (std::holds_alternative<closed::Call>(node) && !computed.insert(to_text(tree_, id)).second) continue;
      cost += times * own(node);
      const bool is_loop = std::holds_alternative<closed::Quantified>(node);
      const std::uint64_t inside = is_loop ? std::min(kCeiling, times * kElements) : times;
      for_each_child(node, [&](NodeId child) { open.push_back({child, inside}); });
    }
    return cost;
  }

 private:
  // Without what stands below it.
  std::uint64_t own(const closed::Node& node) const {
    if (const auto* test = std::get_if<closed::Test>(&node)) return of_operator(test->op) * alternatives(*test);
    if (std::holds_alternative<closed::Exists>(node)) return 1;
    if (std::holds_alternative<closed::Lookup>(node)) return kCall;
    const auto* call = std::get_if<closed::Call>(&node);
    if (call == nullptr) return 0;
    return info(call->function).result == FunctionResult::document ? kDocument : kCall;
  }

  // A set is asked once, whatever it holds; each regular expression is run by itself.
  std::uint64_t alternatives(const closed::Test& test) const {
    const auto* set = tree_.get_if<closed::Set>(test.right);
    return set == nullptr || test.op == Operator::in ? 1 : std::max<std::size_t>(1, set->items.size());
  }

  static std::uint64_t of_operator(Operator op) {
    switch (op) {
      case Operator::equal:
      case Operator::not_equal:
      case Operator::less:
      case Operator::less_equal:
      case Operator::greater:
      case Operator::greater_equal:
      case Operator::in: return 1;
      case Operator::contains:
      case Operator::startswith:
      case Operator::endswith:
      case Operator::like: return kSearch;
      case Operator::matches: return kRegex;
    }
    return 1;
  }

  const ClosedTree& tree_;
};

}  // namespace

void lint_rule_cost(const LintSubject& subject, Diagnostics& out) {
  const Costs costs(subject.tree());
  for (const closed::Rule& rule : subject.tree().rules) {
    std::uint64_t cost = 0;
    for (const NodeId condition : rule.conditions) cost += costs.of(condition);
    if (cost <= kMost) continue;
    report(out, DiagnosticKind::rule_cost, rule.name_span,
           fmt::format("rule `{}` asks for as much as {} comparisons of one record", rule.name, cost),
           "a rule of the usual kind asks for 10 to 50: write many alternatives as one set, and few regular "
           "expressions, above all within quantifiers");
  }
}

}  // namespace spoor
