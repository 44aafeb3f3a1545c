#include "cli/workbench/lint/logged_reads.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "compiler/children.h"

namespace spoor {

namespace {

const closed::Field* field_of_record(const ClosedTree& tree, NodeId node) {
  const auto* field = tree.get_if<closed::Field>(node);
  return field == nullptr || field->variable || field->step || field->steps.empty() ? nullptr : field;
}

class ReadCollector {
 public:
  explicit ReadCollector(const LintSubject& subject) : subject_(subject) { out_.tree = subject.tree(); }

  void look_at(const closed::Rule& rule) {
    for (const NodeId condition : rule.conditions) {
      std::vector<NodeId> conjuncts;
      add_conjuncts(condition, conjuncts);
      for (std::size_t i = 0; i < conjuncts.size(); ++i) {
        rest_ = conjuncts;
        rest_.erase(rest_.begin() + static_cast<std::ptrdiff_t>(i));
        rest_question_.reset();
        read(conjuncts[i]);
      }
    }
  }

  LoggedReads take() { return std::move(out_); }

 private:
  ClosedTree& tree() { return out_.tree; }

  void add_conjuncts(NodeId node, std::vector<NodeId>& out) {
    const auto* junction = tree().get_if<closed::And>(node);
    if (junction == nullptr) return out.push_back(node);
    const std::vector<NodeId> operands = junction->operands;
    for (const NodeId operand : operands) add_conjuncts(operand, out);
  }

  std::size_t question(std::vector<NodeId> all_of) {
    out_.questions.push_back({std::move(all_of), 0, {}});
    return out_.questions.size() - 1;
  }
  std::size_t rest() {
    if (!rest_question_) rest_question_ = question(rest_);
    return *rest_question_;
  }

  NodeId add(closed::Node node, NodeId like) {
    closed::Entry entry = tree()[like];
    entry.node = std::move(node);
    tree().nodes.push_back(std::move(entry));
    return static_cast<NodeId>(tree().nodes.size() - 1);
  }

  // One question for each path, and for each value of a path, whoever asks it.
  std::size_t shared(const std::string& text, const closed::Node& node, NodeId like) {
    const auto [known, is_new] = shared_.try_emplace(text, out_.questions.size());
    if (is_new) question({add(node, like)});
    return known->second;
  }
  std::size_t has_path(NodeId field) {
    return shared("exists " + to_text(tree(), field), closed::Exists{field}, field);
  }

  void read(NodeId node) {
    if (field_of_record(tree(), node) != nullptr) add_field(node);
    if (const auto* test = tree().get_if<closed::Test>(node)) {
      const closed::Test copy = *test;
      if (field_of_record(tree(), copy.left) != nullptr) add_values(node, copy);
    }
    std::vector<NodeId> children;
    for_each_child(tree()[node].node, [&](NodeId child) { children.push_back(child); });
    for (const NodeId child : children) read(child);
  }

  // Of each rule file a path once, at the first place at which it is read.
  void add_field(NodeId field) {
    const Span place = subject_.is_of_files(tree()[field].span) ? tree()[field].span : tree()[field].use;
    if (!subject_.is_of_files(place)) return;
    std::string text = to_text(tree(), field);
    if (!known_.emplace(place.source, text).second) return;
    const std::size_t seen = has_path(field);
    out_.fields.push_back({place, std::move(text), seen, rest(), {}});
  }

  void add_values(NodeId node, const closed::Test& test) {
    const bool is_equality = test.op == Operator::equal || test.op == Operator::in;
    if (!is_equality || test.is_negated || !subject_.is_of_files(tree()[node].span)) return;
    std::vector<NodeId> literals = {test.right};
    if (const auto* set = tree().get_if<closed::Set>(test.right)) literals = set->items;
    // Of a rule that asks nothing else it is said that it never fires.
    if (rest_.empty() && literals.size() == 1) return;
    for (const NodeId literal : literals) add_value(node, test, literal);
  }

  void add_value(NodeId node, const closed::Test& test, NodeId literal) {
    const auto* constant = tree().get_if<closed::Constant>(literal);
    if (constant == nullptr || !std::holds_alternative<std::string>(constant->value)) return;
    const Span place = tree()[literal].span;
    if (!subject_.is_of_files(place)) return;
    closed::Test equal = test;
    equal.op = Operator::equal;
    equal.right = literal;
    std::string text = to_text(tree(), test.left) + (test.is_folded ? " ==~ " : " == ") + to_text(tree(), literal);
    if (!known_.emplace(place.source, text).second) return;
    const std::size_t seen = shared(text, equal, node);
    std::vector<NodeId> with_field = rest_;
    with_field.push_back(add(closed::Exists{test.left}, node));
    const std::size_t field = question(std::move(with_field));
    out_.values.push_back({place, std::move(text), seen, rest(), field});
  }

  const LintSubject& subject_;
  LoggedReads out_;
  std::map<std::string, std::size_t> shared_;
  std::set<std::pair<SourceId, std::string>> known_;
  std::vector<NodeId> rest_;  // of the condition, without the part that is looked at
  std::optional<std::size_t> rest_question_;
};

}  // namespace

LoggedReads logged_reads(const LintSubject& subject) {
  ReadCollector collector(subject);
  for (const closed::Rule& rule : subject.tree().rules) {
    if (!rule.is_hidden) collector.look_at(rule);
  }
  return collector.take();
}

}  // namespace spoor
