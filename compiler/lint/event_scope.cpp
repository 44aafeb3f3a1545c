#include "compiler/lint/event_scope.h"

#include <algorithm>

#include "compiler/children.h"
#include "compiler/lint/field_test.h"
#include "lang/values/base_name.h"

namespace spoor {

namespace {

using Texts = EventScope::Texts;

std::optional<Texts> intersection(const std::optional<Texts>& a, const std::optional<Texts>& b) {
  if (!a) return b;
  if (!b) return a;
  Texts out;
  std::set_intersection(a->begin(), a->end(), b->begin(), b->end(), std::inserter(out, out.end()));
  return out;
}

bool says_nothing(const EventScope& scope) { return !scope.sources && !scope.calls; }

const std::shared_ptr<const EventScope>& all_records() {
  static const auto kAll = std::make_shared<const EventScope>();
  return kAll;
}

// Adds what one of several alternatives admits.
void add_alternative(std::optional<Texts>& sum, const std::optional<Texts>& more) {
  if (!more) {
    sum.reset();
  } else if (sum) {
    sum->insert(more->begin(), more->end());
  }
}

}  // namespace

EventScopes::Shared EventScopes::both(const Shared& a, const Shared& b) const {
  if (says_nothing(*b)) return a;
  if (says_nothing(*a)) return b;
  EventScope out{intersection(a->sources, b->sources), intersection(a->calls, b->calls),
                 b->source_literal ? b->source_literal : a->source_literal};
  return std::make_shared<const EventScope>(std::move(out));
}

EventScopes::Shared EventScopes::admitted_by_test(NodeId node) const {
  const auto test = field_test(tree_, node);
  if (!test || test->is_negated() || !test->is_equality() || test->test->is_folded || test->has_others) {
    return all_records();
  }
  const bool is_source = test->path == "eventSource" && !test->function;
  const bool is_call = test->path == "eventName" && (!test->function || *test->function == Function::base_name);
  if ((!is_source && !is_call) || !files_.contains(tree_[test->field])) return all_records();
  Texts texts;
  for (const NodeId literal : test->literals) {
    const std::string* text = text_of(tree_, literal);
    if (text == nullptr) continue;  // of another type: it never holds
    texts.emplace(is_call ? base_name(*text) : std::string_view(*text));
  }
  EventScope out;
  if (is_source && !test->literals.empty()) out.source_literal = test->literals.front();
  (is_source ? out.sources : out.calls) = std::move(texts);
  return std::make_shared<const EventScope>(std::move(out));
}

EventScopes::Shared EventScopes::admitted(NodeId node) {
  if (const auto known = admitted_.find(node); known != admitted_.end()) return known->second;
  Shared made = all_records();
  if (const auto* junction = tree_.get_if<closed::And>(node)) {
    for (const NodeId operand : junction->operands) made = both(made, admitted(operand));
  } else if (const auto* alternatives = tree_.get_if<closed::Or>(node)) {
    EventScope sum{Texts(), Texts(), {}};
    for (const NodeId operand : alternatives->operands) {
      const Shared one = admitted(operand);
      add_alternative(sum.sources, one->sources);
      add_alternative(sum.calls, one->calls);
      if (!sum.source_literal) sum.source_literal = one->source_literal;
      if (says_nothing(sum)) break;
    }
    if (!says_nothing(sum)) made = std::make_shared<const EventScope>(std::move(sum));
  } else {
    made = admitted_by_test(node);
  }
  admitted_.emplace(node, made);
  return made;
}

void EventScopes::walk(NodeId condition, const Visit& visit) { walk(condition, all_records(), visit); }

void EventScopes::walk(NodeId node, const Shared& scope, const Visit& visit) {
  if (tree_.get_if<closed::Constant>(node) != nullptr || tree_.get_if<closed::Set>(node) != nullptr) return;
  const bool is_and = tree_.get_if<closed::And>(node) != nullptr;
  const Shared inside = is_and ? both(scope, admitted(node)) : scope;
  visit(node, *inside);
  for_each_child(tree_[node].node, [&](NodeId child) { walk(child, inside, visit); });
}

}  // namespace spoor
