#include "compiler/lint/named_calls.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace spoor {

namespace {

constexpr std::size_t kMostAlternatives = 4'096;
using Calls = std::vector<NamedCall>;

Calls anything() { return {NamedCall{}}; }

bool is_anything(const Calls& calls) { return calls.size() == 1 && !calls[0].source && !calls[0].name; }

// What the texts of an equality or of a set are; nothing if others are among them.
std::optional<std::vector<std::string>> texts_of(const ClosedTree& tree, NodeId right) {
  std::vector<NodeId> items = {right};
  if (const auto* set = tree.get_if<closed::Set>(right)) {
    if (!set->lists.empty() || !set->tables.empty()) return std::nullopt;
    items = set->items;
  }
  std::vector<std::string> texts;
  for (const NodeId item : items) {
    const auto* constant = tree.get_if<closed::Constant>(item);
    const auto* text = constant == nullptr ? nullptr : std::get_if<std::string>(&constant->value);
    if (text == nullptr) return std::nullopt;
    texts.push_back(*text);
  }
  return texts;
}

class Reader {
 public:
  explicit Reader(const ClosedTree& tree) : tree_(tree) {}

  // Of a condition that holds, or that does not.
  Calls read(NodeId id, bool holds, int level = 0) const {
    if (level > kMostLevels) return anything();
    const closed::Node& node = tree_[id].node;
    if (const auto* negation = std::get_if<closed::Not>(&node)) return read(negation->operand, !holds, level + 1);
    if (const auto* both = std::get_if<closed::And>(&node)) return several(both->operands, holds, holds, level);
    if (const auto* either = std::get_if<closed::Or>(&node)) return several(either->operands, !holds, holds, level);
    if (const auto* test = std::get_if<closed::Test>(&node)) return of_test(id, *test, holds);
    if (const auto* constant = std::get_if<closed::Constant>(&node)) {
      const auto* value = std::get_if<bool>(&constant->value);
      if (value != nullptr && *value != holds) return {};
    }
    return anything();
  }

 private:
  // All of the operands, or one of them.
  Calls several(const std::vector<NodeId>& operands, bool needs_all, bool holds, int level) const {
    Calls calls = needs_all ? anything() : Calls{};
    for (const NodeId operand : operands) {
      Calls more = read(operand, holds, level + 1);
      if (needs_all) {
        calls = both(std::move(calls), more);
      } else {
        calls.insert(calls.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
        if (calls.size() > kMostAlternatives) return anything();
      }
    }
    return calls;
  }

  static Calls both(Calls left, const Calls& right) {
    if (is_anything(right)) return left;
    if (is_anything(left)) return right;
    if (left.size() * right.size() > kMostAlternatives) return left;
    Calls out;
    for (const NamedCall& a : left) {
      for (const NamedCall& b : right) {
        if (a.source && b.source && *a.source != *b.source) continue;
        if (a.name && b.name && *a.name != *b.name) continue;
        out.push_back({a.source ? a.source : b.source, a.name ? a.name : b.name, a.place ? a.place : b.place});
      }
    }
    return out;
  }

  Calls of_test(NodeId id, const closed::Test& test, bool holds) const {
    const bool is_positive = test.op == Operator::equal || test.op == Operator::in;
    const bool is_negative = test.op == Operator::not_equal;
    if (!is_positive && !is_negative) return anything();
    if ((is_negative != test.is_negated) == holds) return anything();
    const bool is_source = is_field(tree_, test.left, "eventSource");
    if (!is_source && !is_name(test.left)) return anything();
    const auto texts = texts_of(tree_, test.right);
    if (!texts) return anything();
    Calls calls;
    for (const std::string& text : *texts) {
      calls.push_back(is_source ? NamedCall{text, std::nullopt, std::nullopt} : NamedCall{std::nullopt, text, id});
    }
    return calls;
  }

  bool is_name(NodeId left) const {
    if (const auto* call = tree_.get_if<closed::Call>(left)) {
      const bool is_base = call->function == Function::base_name || call->function == Function::lower;
      return is_base && call->args.size() == 1 && call->steps.empty() && is_name(call->args[0]);
    }
    return is_field(tree_, left, "eventName");
  }

  const ClosedTree& tree_;
};

}  // namespace

std::vector<NamedCall> named_calls(const ClosedTree& tree, NodeId condition) {
  return Reader(tree).read(condition, true);
}

std::set<SourceId> files_on_cloudtrail(const LintSubject& subject) {
  std::set<SourceId> files;
  for (const LoadedPack& pack : subject.rules.trees.packs) {
    if (!pack.name.empty() && !pack.has_cloudtrail_schema) continue;
    for (const Ast* tree : pack.trees) files.insert(tree->source);
  }
  return files;
}

std::string names_text(const std::set<std::string>& names) {
  constexpr std::size_t kMostNames = 3;
  std::string text;
  std::size_t count = 0;
  for (const std::string& name : names) {
    if (++count > kMostNames) return fmt::format("{} and {} more", text, names.size() - kMostNames);
    const bool is_last = count > 1 && count == names.size();
    text += fmt::format("{}`{}`", text.empty() ? "" : is_last ? " and " : ", ", name);
  }
  return text;
}

bool is_field(const ClosedTree& tree, NodeId node, std::string_view path) {
  const auto* field = tree.get_if<closed::Field>(node);
  if (field == nullptr || field->variable || field->step) return false;
  for (const PathStep& step : field->steps) {
    if (step.kind == PathStep::Kind::each) continue;
    if (step.kind != PathStep::Kind::key || !path.starts_with(step.key)) return false;
    path.remove_prefix(step.key.size());
    if (path.empty()) continue;
    if (path[0] != '.') return false;
    path.remove_prefix(1);
  }
  return path.empty();
}

}  // namespace spoor
