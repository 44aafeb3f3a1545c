#include "compiler/lint/field_test.h"

#include <variant>

#include "lang/quote.h"

namespace spoor {

namespace {

void add_literals(const ClosedTree& tree, NodeId right, FieldTest& out) {
  if (tree.get_if<closed::Constant>(right) != nullptr) {
    out.literals.push_back(right);
    return;
  }
  const auto* set = tree.get_if<closed::Set>(right);
  if (set == nullptr) {
    out.has_others = true;
    return;
  }
  out.has_others = !set->lists.empty() || !set->tables.empty();
  for (const NodeId item : set->items) {
    if (tree.get_if<closed::Constant>(item) != nullptr) {
      out.literals.push_back(item);
    } else {
      out.has_others = true;
    }
  }
}

}  // namespace

std::optional<std::string> record_path(const closed::Field& field) {
  if (field.variable || field.steps.empty()) return std::nullopt;
  std::string path;
  for (const PathStep& step : field.steps) {
    if (step.kind != PathStep::Kind::key) continue;
    if (!path.empty()) path += '.';
    path += step.key;
  }
  return path;
}

const std::string* text_of(const ClosedTree& tree, NodeId node) {
  const auto* constant = tree.get_if<closed::Constant>(node);
  return constant == nullptr ? nullptr : std::get_if<std::string>(&constant->value);
}

std::optional<FieldTest> field_test(const ClosedTree& tree, NodeId node) {
  const auto* test = tree.get_if<closed::Test>(node);
  if (test == nullptr) return std::nullopt;
  NodeId left = test->left, right = test->right;
  if (tree.get_if<closed::Constant>(left) != nullptr) std::swap(left, right);  // `"ConsoleLogin" == eventName`
  FieldTest out{test, left, {}, {}, {}, false};
  if (const auto* call = tree.get_if<closed::Call>(left); call != nullptr && call->args.size() == 1) {
    if (!call->steps.empty()) return std::nullopt;
    out.function = call->function;
    out.field = call->args[0];
  }
  const auto* field = tree.get_if<closed::Field>(out.field);
  if (field == nullptr) return std::nullopt;
  auto path = record_path(*field);
  if (!path) return std::nullopt;
  out.path = std::move(*path);
  add_literals(tree, right, out);
  return out;
}

LiteralPlace place_of_literal(const LintSubject& subject, NodeId literal) {
  const ClosedTree& tree = subject.tree();
  const auto folded = tree.folded_from.find(literal);
  if (folded != tree.folded_from.end()) {
    std::optional<NodeId> argument;  // of a def in whose body the call stands
    for (const NodeId part : folded->second) {
      const Span span = tree[part].span;
      if (is_within(span, tree[literal].span)) continue;
      if (subject.is_of_files(span)) return place_of_literal(subject, part);
      if (!argument) argument = part;
    }
    return {subject.place(argument.value_or(literal))};
  }
  const Span span = tree[literal].span;
  const std::string* text = text_of(tree, literal);
  if (!subject.is_of_files(span) || text == nullptr) return {subject.place(literal)};
  return {span, *text};
}

std::vector<Fix> string_fix(const LiteralPlace& place, std::string_view text) {
  if (!place.text) return {};
  return {{place.span, string_text(text)}};
}

}  // namespace spoor
