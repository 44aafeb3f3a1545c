#include <fmt/format.h>

#include "compiler/lint/lint.h"

// `true` and `false` where a condition stands. `where true` of a rule with memory says that every record counts.
namespace spoor {

namespace {

class Constants {
 public:
  Constants(const Ast& tree, Diagnostics& out) : tree_(tree), out_(out) {}

  void look() {
    for (const ast::Expr& expr : tree_.exprs) {
      const auto all = [this](const std::vector<ExprId>& operands) {
        for (const ExprId operand : operands) look_at(operand);
      };
      if (const auto* junction = std::get_if<ast::And>(&expr.node)) all(junction->operands);
      if (const auto* junction = std::get_if<ast::Or>(&expr.node)) all(junction->operands);
      if (const auto* negation = std::get_if<ast::Not>(&expr.node)) look_at(negation->operand);
      if (const auto* quantified = std::get_if<ast::Quantified>(&expr.node)) look_at(quantified->body);
    }
    for (const ast::Rule& rule : tree_.rules) look_at(rule.clauses);
    for (const ast::Tune& tune : tree_.tunes) look_at(tune.clauses);
  }

 private:
  const bool* truth(ExprId id) const {
    const auto* constant = std::get_if<ast::Constant>(&tree_[id].node);
    return constant == nullptr ? nullptr : std::get_if<bool>(&constant->value);
  }

  void look_at(const ast::Clauses& clauses) {
    if (clauses.where) {
      const bool* value = truth(*clauses.where);
      if (value != nullptr && !(*value && clauses.state)) look_at(*clauses.where);
    }
    for (const ast::Exception& exception : clauses.exceptions) look_at(exception.when);
  }

  void look_at(ExprId id) {
    const bool* value = truth(id);
    if (value == nullptr) return;
    report(out_, DiagnosticKind::constant_condition, tree_[id].span,
           fmt::format("`{}` is met by {}", *value, *value ? "every record" : "no record"),
           "write what is meant; `disable` switches a rule off");
  }

  const Ast& tree_;
  Diagnostics& out_;
};

}  // namespace

void lint_constant_condition(const LintSubject& subject, Diagnostics& out) {
  for (const Ast& tree : subject.rules.trees.trees) {
    if (subject.files.contains(tree.source)) Constants(tree, out).look();
  }
}

}  // namespace spoor
