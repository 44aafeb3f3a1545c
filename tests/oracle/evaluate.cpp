#include "tests/oracle/evaluate.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "tests/oracle/functions.h"
#include "tests/oracle/pairs.h"
#include "tests/oracle/walk.h"

namespace spoor::oracle {
namespace {

class Evaluator {
 public:
  Evaluator(const ClosedTree& tree, const Json& record) : tree_(tree), record_(record) {}

  bool condition(NodeId id) {
    const closed::Node& node = tree_[id].node;
    if (const auto* constant = std::get_if<closed::Constant>(&node)) return std::get<bool>(constant->value);
    if (const auto* negation = std::get_if<closed::Not>(&node)) return !condition(negation->operand);
    if (const auto* exists = std::get_if<closed::Exists>(&node)) return !values(exists->value).empty();
    if (const auto* junction = std::get_if<closed::And>(&node)) {
      for (const NodeId operand : junction->operands) {
        if (!condition(operand)) return false;
      }
      return true;
    }
    if (const auto* junction = std::get_if<closed::Or>(&node)) {
      for (const NodeId operand : junction->operands) {
        if (condition(operand)) return true;
      }
      return false;
    }
    if (const auto* quantified = std::get_if<closed::Quantified>(&node)) return quantifier(*quantified);
    if (std::holds_alternative<closed::Call>(node)) return values(id).at(0).boolean;
    const auto& test = std::get<closed::Test>(node);
    const bool is_negated = test.is_negated || test.op == Operator::not_equal;
    return positive(test) != is_negated;
  }

  Values values(NodeId id) {
    const closed::Node& node = tree_[id].node;
    if (const auto* constant = std::get_if<closed::Constant>(&node)) return {literal_value(constant->value)};
    if (const auto* field = std::get_if<closed::Field>(&node)) {
      return walk({field->variable ? variables_.at(*field->variable) : record_}, field->steps);
    }
    if (const auto* lookup = std::get_if<closed::Lookup>(&node)) return walk(rows(*lookup), lookup->steps);
    const auto& call = std::get<closed::Call>(node);
    if (call.function == Function::choose) return walk(choose(call.args), call.steps);
    std::vector<Values> args;
    for (const NodeId arg : call.args) args.push_back(values(arg));
    return walk(result_of(call.function, args), call.steps);
  }

 private:
  bool quantifier(const closed::Quantified& node) {
    std::size_t held = 0;
    const Values elements = values(node.over);
    for (const Json& element : elements) {
      variables_[node.variable] = element;
      held += condition(node.body) ? 1 : 0;
    }
    switch (node.quantifier) {
      case ast::Quantifier::any: return held > 0;
      case ast::Quantifier::none: return held == 0;
      case ast::Quantifier::all: return !elements.empty() && held == elements.size();
    }
    return false;
  }

  // Its conditions make it the one function that is no matter of values alone.
  Values choose(const std::vector<NodeId>& args) {
    for (std::size_t i = 0; i + 1 < args.size(); i += 2) {
      if (condition(args[i])) return values(args[i + 1]);
    }
    return args.size() % 2 == 1 ? values(args.back()) : Values{};
  }

  bool positive(const closed::Test& test) {
    switch (info(test.op).right) {
      case RightSide::value: return equality(test);
      case RightSide::ordered: return order(test);
      case RightSide::set: return membership(test);
      case RightSide::strings:
      case RightSide::globs:
      case RightSide::regexes: return strings(test);
    }
    return false;
  }

  const Literal* literal(NodeId id) const {
    const auto* constant = tree_.get_if<closed::Constant>(id);
    return constant == nullptr ? nullptr : &constant->value;
  }

  // Calls holds(a, b) for the pairs of two sets until it is true.
  template <typename Holds>
  bool some_pair(NodeId left, NodeId right, Holds holds) {
    for (const Json& a : values(left)) {
      for (const Json& b : values(right)) {
        if (holds(a, b)) return true;
      }
    }
    return false;
  }

  template <typename Holds>
  bool some_value(NodeId id, Holds holds) {
    const Values all = values(id);
    return std::any_of(all.begin(), all.end(), holds);
  }

  bool equality(const closed::Test& test) {
    const Literal* left = literal(test.left);
    const Literal* right = literal(test.right);
    if (right == nullptr && left == nullptr) {
      return some_pair(test.left, test.right,
                       [&](const Json& a, const Json& b) { return is_equal(a, b, test.is_folded); });
    }
    const Literal& wanted = right != nullptr ? *right : *left;
    return some_value(right != nullptr ? test.left : test.right,
                      [&](const Json& value) { return is_equal(value, wanted, test.is_folded); });
  }

  bool membership(const closed::Test& test) {
    const closed::Set& set = *tree_.get_if<closed::Set>(test.right);
    return some_value(test.left, [&](const Json& value) {
      const auto is_in_list = [&](ListId list) {
        const std::vector<Literal> listed = literals(tree_.list(list));
        return std::any_of(listed.begin(), listed.end(),
                           [&](const Literal& item) { return is_equal(value, item, test.is_folded); });
      };
      const auto is_item = [&](NodeId item) {
        const auto* range = tree_.get_if<closed::Range>(item);
        if (range == nullptr) return is_equal(value, *literal(item), test.is_folded);
        return is_between(value, *literal(range->low), *literal(range->high));
      };
      return std::any_of(set.items.begin(), set.items.end(), is_item) ||
             std::any_of(set.lists.begin(), set.lists.end(), is_in_list);
    });
  }

  static std::vector<Literal> literals(const LoadedList& list) {
    std::vector<Literal> out(list.networks.begin(), list.networks.end());
    out.insert(out.end(), list.numbers.begin(), list.numbers.end());
    for (std::size_t i = 0; i < list.strings.size(); ++i) out.emplace_back(std::string(list.string(i)));
    return out;
  }

  // Of the networks that hold a key the longest prefix has the row; other keys equal one at most.
  Values rows(const closed::Lookup& lookup) {
    const LoadedTable& table = tree_.table(lookup.table);
    const std::vector<Literal> keys = literals(table.keys);
    Values out;
    for (const Json& value : values(lookup.key)) {
      std::optional<std::size_t> best;
      for (std::size_t i = 0; i < keys.size(); ++i) {
        if (!is_equal(value, keys[i], false)) continue;
        if (!best || prefix(keys[i]) > prefix(keys[*best])) best = i;
      }
      if (best) out.push_back(*read_document(table.row(*best)));
    }
    return out;
  }

  static int prefix(const Literal& key) {
    const auto* network = std::get_if<Network>(&key);
    return network == nullptr ? 0 : network->prefix;
  }

  static Operator mirrored(Operator op) {
    if (op == Operator::less) return Operator::greater;
    if (op == Operator::less_equal) return Operator::greater_equal;
    return op == Operator::greater ? Operator::less : Operator::less_equal;
  }

  bool order(const closed::Test& test) {
    const bool is_mirrored = literal(test.left) != nullptr && literal(test.right) == nullptr;
    const NodeId left = is_mirrored ? test.right : test.left;
    const NodeId right = is_mirrored ? test.left : test.right;
    const Operator op = is_mirrored ? mirrored(test.op) : test.op;
    const Literal* wanted = literal(right);
    if (const auto* date = wanted == nullptr ? nullptr : std::get_if<TimeRange>(wanted)) {
      return some_value(left, [&](const Json& value) { return is_ordered(op, value, *date); });
    }
    return some_pair(left, right, [&](const Json& a, const Json& b) { return is_ordered(op, a, b); });
  }

  bool has_pattern(const closed::Test& test, const Json& value, NodeId pattern) {
    if (test.op == Operator::matches) return is_found(std::get<Regex>(*literal(pattern)), value);
    return some_value(pattern, [&](const Json& wanted) { return holds_text(test.op, value, wanted, test.is_folded); });
  }

  bool strings(const closed::Test& test) {
    const auto* set = tree_.get_if<closed::Set>(test.right);
    const std::vector<NodeId> patterns = set == nullptr ? std::vector<NodeId>{test.right} : set->items;
    return some_value(test.left, [&](const Json& value) {
      const auto holds = [&](NodeId pattern) { return has_pattern(test, value, pattern); };
      return test.needs_all ? std::all_of(patterns.begin(), patterns.end(), holds)
                            : std::any_of(patterns.begin(), patterns.end(), holds);
    });
  }

  const ClosedTree& tree_;
  const Json& record_;
  std::map<VariableId, Json> variables_;
};

}  // namespace

bool holds(const ClosedTree& tree, NodeId condition, const Json& record) {
  return Evaluator(tree, record).condition(condition);
}

bool holds(const ClosedTree& tree, const closed::Rule& rule, const Json& record) {
  if (!is_without_memory(rule)) throw std::logic_error("the rule has memory: " + rule.name);
  return holds(tree, rule.conditions.at(0), record);
}

Values values_of(const ClosedTree& tree, NodeId value, const Json& record) {
  return Evaluator(tree, record).values(value);
}

}  // namespace spoor::oracle
