#include "cli/report/rule_calls.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace spoor {

namespace {

// Past so many alternatives a condition is taken for one that names all of their calls together.
constexpr std::size_t kMostAlternatives = 256;

using Texts = std::set<std::string>;

// One way to meet a condition. Empty: nothing is asked.
struct Alternative {
  Texts sources;
  Texts names;

  friend auto operator<=>(const Alternative&, const Alternative&) = default;
};
using Alternatives = std::set<Alternative>;

enum class Subject : std::uint8_t { source, name };

std::optional<Subject> subject_of(const ClosedTree& tree, NodeId node) {
  if (const auto* call = tree.get_if<closed::Call>(node)) {
    const bool is_name = call->function == Function::base_name && call->args.size() == 1 && call->steps.empty();
    return is_name ? subject_of(tree, call->args[0]) : std::nullopt;
  }
  const auto* field = tree.get_if<closed::Field>(node);
  if (field == nullptr || field->variable || field->steps.size() != 1) return std::nullopt;
  if (field->steps[0].key == "eventSource") return Subject::source;
  if (field->steps[0].key == "eventName") return Subject::name;
  return std::nullopt;
}

void add_text(const ClosedTree& tree, NodeId node, Texts& texts) {
  const auto* constant = tree.get_if<closed::Constant>(node);
  const auto* text = constant == nullptr ? nullptr : std::get_if<std::string>(&constant->value);
  if (text != nullptr) texts.insert(*text);
}

// A string of the language's operator as the glob that means the same; nothing for operators of other kinds.
std::optional<std::string> as_glob(Operator op, const std::string& text) {
  switch (op) {
    case Operator::equal:
    case Operator::in:
    case Operator::like: return text;
    case Operator::startswith: return text + "*";
    case Operator::endswith: return "*" + text;
    case Operator::contains: return "*" + text + "*";
    case Operator::matches:
    case Operator::not_equal:
    case Operator::less:
    case Operator::less_equal:
    case Operator::greater:
    case Operator::greater_equal: return std::nullopt;
  }
  return std::nullopt;
}

Texts united(const Texts& a, const Texts& b) {
  Texts out = a;
  out.insert(b.begin(), b.end());
  return out;
}

// What both ask: where both name some, those that both name, and all of them where there is none.
Texts narrowed(const Texts& a, const Texts& b) {
  Texts common;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(common, common.end()));
  return common.empty() ? united(a, b) : common;
}

Alternative together(const Alternatives& all) {
  Alternative out;
  for (const Alternative& one : all) {
    out.sources.insert(one.sources.begin(), one.sources.end());
    out.names.insert(one.names.begin(), one.names.end());
  }
  return out;
}

class CallFinder {
 public:
  explicit CallFinder(const ClosedTree& tree) : tree_(tree) {}

  Alternatives find(NodeId node) const {
    if (const auto* all = tree_.get_if<closed::And>(node)) {
      Alternatives out = {{}};
      for (const NodeId operand : all->operands) out = both(out, find(operand));
      return out;
    }
    if (const auto* any = tree_.get_if<closed::Or>(node)) {
      Alternatives out;
      for (const NodeId operand : any->operands) out.merge(find(operand));
      return out.size() > kMostAlternatives ? Alternatives{together(out)} : out;
    }
    return {of_test(node)};
  }

 private:
  static Alternatives both(const Alternatives& a, const Alternatives& b) {
    if (a.size() * b.size() > kMostAlternatives) return both({together(a)}, {together(b)});
    Alternatives out;
    for (const Alternative& left : a) {
      for (const Alternative& right : b) {
        out.insert({narrowed(left.sources, right.sources), narrowed(left.names, right.names)});
      }
    }
    return out;
  }

  Alternative of_test(NodeId node) const {
    const auto* test = tree_.get_if<closed::Test>(node);
    if (test == nullptr || test->is_negated) return {};
    const auto subject = subject_of(tree_, test->left);
    if (!subject) return {};
    Texts literals, globs;
    if (const auto* set = tree_.get_if<closed::Set>(test->right)) {
      for (const NodeId item : set->items) add_text(tree_, item, literals);
    } else {
      add_text(tree_, test->right, literals);
    }
    for (const std::string& literal : literals) {
      if (auto glob = as_glob(test->op, literal)) globs.insert(std::move(*glob));
    }
    return *subject == Subject::source ? Alternative{std::move(globs), {}} : Alternative{{}, std::move(globs)};
  }

  const ClosedTree& tree_;
};

void add_calls(const Alternatives& alternatives, CallsBySource& calls) {
  for (const Alternative& one : alternatives) {
    if (one.sources.empty() && !one.names.empty()) calls[""].insert(one.names.begin(), one.names.end());
    for (const std::string& source : one.sources) calls[source].insert(one.names.begin(), one.names.end());
  }
}

// Adds the conditions of a rule and of those whose findings it takes, each once.
void add_conditions(const ClosedTree& tree, const closed::Rule& rule, std::set<NodeId>& conditions) {
  if (!rule.state) return conditions.insert(rule.conditions.begin(), rule.conditions.end());
  for (const closed::Step& step : rule.state->steps) {
    if (step.role == StepRole::until) continue;
    if (step.condition && !conditions.insert(rule.conditions[*step.condition]).second) continue;
    if (step.rule) add_conditions(tree, tree.rules[*step.rule], conditions);
  }
}

// Services of the partition in China have names of their own beside those of all others.
void drop_doubles_of_china(CallsBySource& calls) {
  constexpr std::string_view kSuffix = ".cn";
  std::erase_if(calls, [&](const auto& entry) {
    const auto& [source, names] = entry;
    if (!source.ends_with(kSuffix)) return false;
    const auto other = calls.find(source.substr(0, source.size() - kSuffix.size()));
    return other != calls.end() && other->second == names;
  });
}

}  // namespace

CallsBySource calls_of(const ClosedTree& tree, const closed::Rule& rule) {
  CallsBySource calls;
  const CallFinder finder(tree);
  std::set<NodeId> conditions;
  add_conditions(tree, rule, conditions);
  for (const NodeId condition : conditions) add_calls(finder.find(condition), calls);
  drop_doubles_of_china(calls);
  return calls;
}

}  // namespace spoor
