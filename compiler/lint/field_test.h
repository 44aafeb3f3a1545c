#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/lint/lint.h"

namespace spoor {

// A test of one field of the record against literals.
struct FieldTest {
  const closed::Test* test;
  NodeId field;                      // the Field, within the function if there is one
  std::string path;                  // keys of it between dots; indexes and `[*]` left out
  std::optional<Function> function;  // of the field: `base_name(eventName)`
  std::vector<NodeId> literals;      // as they are written, ranges left out
  bool has_others = false;           // it is tested against more than the literals: ranges, lists from files, tables

  Operator op() const { return test->op; }
  bool is_negated() const { return test->is_negated || test->op == Operator::not_equal; }
  // Equality with each of the literals.
  bool is_equality() const {
    return test->op == Operator::equal || test->op == Operator::not_equal || test->op == Operator::in;
  }
};

std::optional<FieldTest> field_test(const ClosedTree& tree, NodeId node);

// The dotted path of a field of the record; nothing if it begins at a quantifier's variable, or in what could not be
// resolved.
std::optional<std::string> record_path(const closed::Field& field);

// The string of a constant; nullptr if it is none.
const std::string* text_of(const ClosedTree& tree, NodeId node);

// A literal as a finding shows it: where, and what an edit replaces. A constant that a def computes from its arguments
// belongs where these were written: where that one of them stands that the files have, if one does.
struct LiteralPlace {
  Span span;
  std::optional<std::string> text = {};  // the string literal that stands at the span, if one does
};
LiteralPlace place_of_literal(const LintSubject& subject, NodeId literal);

// An edit that writes another string in the literal's place; none where no literal stands.
std::vector<Fix> string_fix(const LiteralPlace& place, std::string_view text);

}  // namespace spoor
