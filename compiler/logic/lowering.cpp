#include "compiler/logic/lowering.h"

#include <algorithm>

#include "compiler/children.h"
#include "lang/functions/each.h"
#include "lang/values/fold.h"

namespace spoor::logic {

namespace {

constexpr std::size_t kMaxTests = 10'000;

// As an operand: dates and addresses are their text.
Value value_of(const Literal& literal) {
  if (const auto* text = std::get_if<std::string>(&literal)) return *text;
  if (const auto* number = std::get_if<Number>(&literal)) return *number;
  if (const auto* truth = std::get_if<bool>(&literal)) return *truth;
  return to_text(literal);
}

}  // namespace

ConditionId Lowering::condition(const ClosedTree& tree, NodeId id) {
  tree_ = &tree;
  of_tree_ = &trees_[&tree];
  of_tree_->conditions.resize(tree.nodes.size());
  if (const auto& known = of_tree_->conditions[static_cast<std::size_t>(id)]) return *known;
  depth_ = 0;
  if (!has_too_many_tests(id)) return cached(id);
  const ConditionId fact = formulas_.fact("large" + std::to_string(reinterpret_cast<std::uintptr_t>(&tree)) + ',' +
                                              std::to_string(static_cast<std::uint32_t>(id)),
                                          kAlways);
  too_large_[fact] = true;
  too_large_[formulas_.negation(fact)] = true;
  of_tree_->conditions[static_cast<std::size_t>(id)] = fact;
  return fact;
}

ConditionId Lowering::exists(const ClosedTree& tree, NodeId value) {
  tree_ = &tree;
  of_tree_ = &trees_[&tree];
  of_tree_->conditions.resize(tree.nodes.size());
  return some(value, PredicateId::always);
}

bool Lowering::has_too_many_tests(NodeId id) const {
  std::vector<NodeId> pending = {id};
  std::size_t tests = 0;
  while (!pending.empty()) {
    const closed::Node& node = (*tree_)[pending.back()].node;
    pending.pop_back();
    const bool is_test = std::holds_alternative<closed::Test>(node) || std::holds_alternative<closed::Exists>(node) ||
                         std::holds_alternative<closed::Call>(node);
    if (is_test && ++tests > kMaxTests) return true;
    if (std::holds_alternative<closed::Set>(node)) continue;
    for_each_child(node, [&](NodeId child) { pending.push_back(child); });
  }
  return false;
}

const Literal* Lowering::literal(NodeId id) const {
  const auto* constant = tree_->get_if<closed::Constant>(id);
  return constant == nullptr ? nullptr : &constant->value;
}

ConditionId Lowering::cached(NodeId id) {
  if (const auto& known = of_tree_->conditions[static_cast<std::size_t>(id)]) return *known;
  const ConditionId made = lowered(id);
  of_tree_->conditions[static_cast<std::size_t>(id)] = made;
  return made;
}

ConditionId Lowering::lowered(NodeId id) {
  const closed::Node& node = (*tree_)[id].node;
  const auto all = [this](const std::vector<NodeId>& nodes) {
    std::vector<ConditionId> out;
    out.reserve(nodes.size());
    for (const NodeId operand : nodes) out.push_back(cached(operand));
    return out;
  };
  if (const auto* junction = std::get_if<closed::And>(&node)) return formulas_.conjunction(all(junction->operands));
  if (const auto* junction = std::get_if<closed::Or>(&node)) return formulas_.disjunction(all(junction->operands));
  if (const auto* negated = std::get_if<closed::Not>(&node)) return formulas_.negation(cached(negated->operand));
  if (const auto* exists = std::get_if<closed::Exists>(&node)) return some(exists->value, PredicateId::always);
  if (const auto* quantifier = std::get_if<closed::Quantified>(&node)) return quantified(*quantifier);
  if (const auto* call = std::get_if<closed::Call>(&node)) return truth_call(*call);
  if (const auto* made = std::get_if<closed::Test>(&node)) {
    const bool is_negated = made->is_negated || made->op == Operator::not_equal;
    const ConditionId positive = test(*made);
    return is_negated ? formulas_.negation(positive) : positive;
  }
  const Literal* constant = literal(id);
  const bool* truth = constant == nullptr ? nullptr : std::get_if<bool>(constant);
  const bool holds = truth != nullptr && *truth;
  if (site_values_ == SiteValues::may_change) return formulas_.fact(holds ? "true" : "false", kAlways);
  return formulas_.truth(holds);
}

ConditionId Lowering::quantified(const closed::Quantified& node) {
  const std::uint32_t level = ++depth_;
  of_tree_->levels[static_cast<std::uint32_t>(node.variable)] = level;
  const ConditionId body = cached(node.body);
  --depth_;
  const auto some_element = [&](ConditionId of) {
    if (const auto predicate = formulas_.predicate_of(of, level)) return some(node.over, *predicate);
    return formulas_.any(operand(node.over), level, of);
  };
  switch (node.quantifier) {
    case ast::Quantifier::any: return some_element(body);
    case ast::Quantifier::none: return formulas_.negation(some_element(body));
    case ast::Quantifier::all:
      return formulas_.conjunction(
          {some(node.over, PredicateId::always), formulas_.negation(some_element(formulas_.negation(body)))});
  }
  return kNever;
}

ConditionId Lowering::truth_call(const closed::Call& call) {
  Predicates& predicates = formulas_.predicates();
  if (call.function == Function::is_ip) return some(call.args[0], predicates.is_address());
  return some(call.args[0], predicates.via(call.function, predicates.is_truth(true)));
}

bool Lowering::is_set_by_site(const closed::Test& node) const {
  if (site_values_ == SiteValues::as_they_stand) return false;
  const auto* set = tree_->get_if<closed::Set>(node.right);
  if (literal(node.left) != nullptr && (set != nullptr || literal(node.right) != nullptr)) return true;
  return set != nullptr && set->items.empty() && std::all_of(set->lists.begin(), set->lists.end(), [this](ListId list) {
           return tree_->list(list).size() == 0;
         });
}

ConditionId Lowering::test(const closed::Test& node) {
  if (is_set_by_site(node)) {
    const Span span = (*tree_)[node.right].span;
    return formulas_.fact("set" + std::to_string(static_cast<std::uint32_t>(span.source)) + ',' +
                              std::to_string(span.begin) + (node.is_folded ? "~" : " ") +
                              std::string(info(node.op).spelling) + key_of(node.left),
                          some(node.left, PredicateId::always));
  }
  switch (info(node.op).right) {
    case RightSide::value: return equality(node);
    case RightSide::ordered: return order(node);
    case RightSide::set: return some(node.left, in_set(node));
    case RightSide::strings:
    case RightSide::globs:
    case RightSide::regexes: return strings(node);
  }
  return kNever;
}

ConditionId Lowering::equality(const closed::Test& node) {
  const Literal* left = literal(node.left);
  const Literal* right = literal(node.right);
  if (right != nullptr) return some(node.left, formulas_.predicates().equal(*right, node.is_folded));
  if (left != nullptr) return some(node.right, formulas_.predicates().equal(*left, node.is_folded));
  const bool is_sorted = key_of(node.left) < key_of(node.right);
  return fact(node.is_folded ? "=~" : "=", is_sorted ? node.left : node.right, is_sorted ? node.right : node.left);
}

ConditionId Lowering::order(const closed::Test& node) {
  const Literal* left = literal(node.left);
  const Literal* right = literal(node.right);
  if (right != nullptr) return some(node.left, formulas_.predicates().ordered(node.op, *right));
  if (left != nullptr) return some(node.right, formulas_.predicates().ordered(mirrored(node.op), *left));
  const bool is_less = node.op == Operator::less || node.op == Operator::less_equal;
  const bool is_strict = node.op == Operator::less || node.op == Operator::greater;
  return fact(is_strict ? "<" : "<=", is_less ? node.left : node.right, is_less ? node.right : node.left);
}

PredicateId Lowering::in_set(const closed::Test& node) {
  Predicates& predicates = formulas_.predicates();
  const closed::Set& set = *tree_->get_if<closed::Set>(node.right);
  std::vector<PredicateId> tests;
  std::vector<std::string> texts;
  for (const NodeId item : set.items) {
    if (const auto* range = tree_->get_if<closed::Range>(item)) {
      tests.push_back(predicates.between(*literal(range->low), *literal(range->high)));
    } else if (const auto* text = std::get_if<std::string>(literal(item))) {
      texts.push_back(node.is_folded ? folded(*text) : *text);
    } else {
      tests.push_back(predicates.equal(*literal(item), node.is_folded));
    }
  }
  const PredicateId of_texts = predicates.text_in(std::move(texts));
  tests.push_back(node.is_folded ? predicates.via(Function::lower, of_texts) : of_texts);
  for (const ListId list : set.lists) tests.push_back(predicates.list(tree_->list(list), node.is_folded));
  return predicates.disjunction(std::move(tests));
}

PredicateId Lowering::text_test(const closed::Test& node, const Literal& literal) {
  Predicates& predicates = formulas_.predicates();
  if (const auto* regex = std::get_if<Regex>(&literal)) return predicates.regex(*regex);
  const std::string& written = std::get<std::string>(literal);
  const std::string text = node.is_folded ? folded(written) : written;
  PredicateId made{};
  if (node.op == Operator::like) {
    made = predicates.glob(text);
  } else {
    const TextPart part = node.op == Operator::startswith ? TextPart::begin
                          : node.op == Operator::endswith ? TextPart::end
                                                          : TextPart::anywhere;
    made = predicates.text_has(part, text);
  }
  return node.is_folded ? predicates.via(Function::lower, made) : made;
}

ConditionId Lowering::strings(const closed::Test& node) {
  const auto* set = tree_->get_if<closed::Set>(node.right);
  const std::vector<NodeId> items = set == nullptr ? std::vector<NodeId>{node.right} : set->items;
  const std::string kind = std::string(info(node.op).spelling) + (node.is_folded ? "~" : "");
  std::vector<PredicateId> tests;
  std::vector<ConditionId> facts;
  for (const NodeId item : items) {
    if (literal(item) != nullptr) {
      tests.push_back(text_test(node, *literal(item)));
    } else {
      facts.push_back(fact(kind, node.left, item));
    }
  }
  Predicates& predicates = formulas_.predicates();
  if (!node.needs_all) {
    facts.push_back(some(node.left, predicates.disjunction(std::move(tests))));
    return formulas_.disjunction(std::move(facts));
  }
  const ConditionId literals = some(node.left, predicates.conjunction(std::move(tests)));
  if (facts.empty()) return literals;
  // Of one value for all of them: more than each by itself.
  std::string key = "all" + kind + key_of(node.left);
  for (const NodeId item : items) key += ',' + key_of(item);
  facts.push_back(literals);
  return formulas_.fact(key, formulas_.conjunction(std::move(facts)));
}

ConditionId Lowering::fact(std::string kind, NodeId a, NodeId b) {
  const ConditionId implied = formulas_.conjunction({some(a, PredicateId::always), some(b, PredicateId::always)});
  return formulas_.fact(kind + key_of(a) + ',' + key_of(b), implied);
}

ConditionId Lowering::some(NodeId value, PredicateId predicate) {
  for (;;) {
    const auto* call = tree_->get_if<closed::Call>(value);
    if (call == nullptr || !call->steps.empty() || each_function(call->function) == nullptr) break;
    Predicates& predicates = formulas_.predicates();
    if (info(call->function).result == FunctionResult::truth) {
      const ConditionId truth = truth_call(*call);
      return formulas_.disjunction(
          {formulas_.conjunction({truth, formulas_.truth(predicates.holds(predicate, true))}),
           formulas_.conjunction({formulas_.negation(truth), formulas_.truth(predicates.holds(predicate, false))})});
    }
    predicate = predicates.via(call->function, predicate);
    value = call->args[0];
  }
  if (const Literal* constant = literal(value)) {
    return formulas_.truth(formulas_.predicates().holds(predicate, value_of(*constant)));
  }
  return formulas_.has(operand(value), predicate);
}

}  // namespace spoor::logic
