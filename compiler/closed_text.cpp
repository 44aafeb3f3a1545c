#include <fmt/format.h>

#include "compiler/closed.h"
#include "lang/quote.h"

namespace spoor {

namespace {

// How tightly a node binds: parentheses go around what is looser than its place.
enum class Binding : std::uint8_t { disjunction, conjunction, negation };

class ConditionText {
 public:
  explicit ConditionText(const ClosedTree& tree) : tree_(tree) {}

  std::string text(NodeId id, Binding place) const {
    const auto wrap = [place](Binding own, std::string inside) { return own < place ? "(" + inside + ")" : inside; };
    const closed::Node& node = tree_[id].node;
    if (const auto* junction = std::get_if<closed::And>(&node)) {
      return wrap(Binding::conjunction, join(junction->operands, " and ", Binding::negation));
    }
    if (const auto* junction = std::get_if<closed::Or>(&node)) {
      return wrap(Binding::disjunction, join(junction->operands, " or ", Binding::conjunction));
    }
    if (const auto* negation = std::get_if<closed::Not>(&node))
      return "not " + text(negation->operand, Binding::negation);
    return std::visit(*this, node);
  }

  std::string operator()(const closed::Constant& node) const { return to_text(node.value); }
  std::string operator()(const closed::Field& node) const {
    std::string out;
    std::size_t first = 0;
    if (node.variable) {
      out = tree_.variable(*node.variable);
    } else if (node.step) {
      out = tree_.step_names[node.step->name];
    } else if (node.steps.empty()) {
      return "`?`";
    } else {
      out = head_text(node.steps[0].key);
      first = 1;
    }
    for (std::size_t i = first; i < node.steps.size(); ++i) out += to_text(node.steps[i]);
    return out;
  }
  std::string operator()(const closed::Call& node) const {
    const FunctionInfo& function = info(node.function);
    std::string out = fmt::format("{}({})", function.name, join(node.args, ", ", Binding::disjunction));
    if (!function.part.empty()) out += fmt::format(".{}", function.part);
    for (const PathStep& step : node.steps) out += to_text(step);
    return out;
  }
  std::string operator()(const closed::Lookup& node) const {
    std::string out = fmt::format("{}({})", tree_.table(node.table).keys.name, text(node.key, Binding::disjunction));
    for (const PathStep& step : node.steps) out += to_text(step);
    return out;
  }
  std::string operator()(const closed::Range& node) const {
    return text(node.low, Binding::negation) + ".." + text(node.high, Binding::negation);
  }
  std::string operator()(const closed::Set& node) const {
    if (node.items.empty() && node.lists.size() == 1) return tree_.list(node.lists[0]).name;
    std::string out = join(node.items, ", ", Binding::negation);
    for (const ListId list : node.lists) out += (out.empty() ? "" : ", ") + tree_.list(list).name;
    return "(" + out + ")";
  }
  std::string operator()(const closed::Quantified& node) const {
    static constexpr std::string_view kWords[] = {"any", "all", "none"};
    return fmt::format("{} {} in {}: ({})", kWords[static_cast<std::size_t>(node.quantifier)],
                       tree_.variable(node.variable), text(node.over, Binding::negation),
                       text(node.body, Binding::disjunction));
  }
  std::string operator()(const closed::Exists& node) const { return "exists " + text(node.value, Binding::negation); }
  std::string operator()(const closed::Test& node) const {
    return fmt::format("{} {}{}{}{} {}", text(node.left, Binding::negation), node.is_negated ? "not " : "",
                       info(node.op).spelling, node.is_folded ? "~" : "", node.needs_all ? " all" : "",
                       text(node.right, Binding::negation));
  }
  // Written by text(), which knows their place.
  std::string operator()(const closed::Not&) const { return {}; }
  std::string operator()(const closed::And&) const { return {}; }
  std::string operator()(const closed::Or&) const { return {}; }

 private:
  std::string join(const std::vector<NodeId>& nodes, std::string_view separator, Binding place) const {
    std::string out;
    for (const NodeId node : nodes) {
      if (!out.empty()) out += separator;
      out += text(node, place);
    }
    return out;
  }

  const ClosedTree& tree_;
};

}  // namespace

std::string to_text(const ClosedTree& tree, NodeId node) {
  return ConditionText(tree).text(node, Binding::disjunction);
}

}  // namespace spoor
