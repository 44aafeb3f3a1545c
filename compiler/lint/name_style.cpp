#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "compiler/lint/lint.h"

// Names that rules give to things. Those of fields and of what `emit` shows are the reader's.
namespace spoor {

namespace {

bool is_in_style(std::string_view name) {
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto may_follow = [&](char c) { return is_lower(c) || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && is_lower(name[0]) && std::all_of(name.begin(), name.end(), may_follow);
}

class NameStyles {
 public:
  explicit NameStyles(Diagnostics& out) : out_(out) {}

  void look_at(const Ast& tree) {
    for (const ast::Def& def : tree.defs) {
      look("def", def.name, def.name_span);
      for (const ast::Parameter& parameter : def.parameters) look("parameter", parameter.name, parameter.span);
    }
    for (const ast::List& list : tree.lists) look("list", list.name, list.name_span);
    for (const ast::Table& table : tree.tables) look("table", table.name, table.name_span);
    for (const ast::Param& param : tree.params) look("param", param.name, param.name_span);
    for (const ast::Sample& sample : tree.samples) look("sample", sample.name, sample.name_span);
    for (const ast::Rule& rule : tree.rules) {
      look("rule", rule.name, rule.name_span);
      look_at(rule.clauses);
    }
    for (const ast::Tune& tune : tree.tunes) look_at(tune.clauses);
    for (const ast::Expr& expr : tree.exprs) {
      const auto* quantified = std::get_if<ast::Quantified>(&expr.node);
      if (quantified != nullptr) look("variable", quantified->variable, quantified->variable_span);
    }
  }

 private:
  void look_at(const ast::Clauses& clauses) {
    for (const ast::Exception& exception : clauses.exceptions) look("exception", exception.name, exception.name_span);
    if (!clauses.state) return;
    for (const ast::Step& step : clauses.state->steps) look("step", step.name, step.name_span);
  }

  void look(std::string_view what, std::string_view name, Span span) {
    if (is_in_style(name)) return;
    report(out_, DiagnosticKind::name_style, span,
           fmt::format("the name of the {} `{}` is not in lower case with `_`", what, name),
           "names of fields are in mixed case: what a rule defines is told from them at a glance");
  }

  Diagnostics& out_;
};

}  // namespace

void lint_name_style(const LintSubject& subject, Diagnostics& out) {
  NameStyles names(out);
  for (const Ast& tree : subject.rules.trees.trees) {
    if (subject.files.contains(tree.source)) names.look_at(tree);
  }
}

}  // namespace spoor
