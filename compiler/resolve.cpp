#include "compiler/resolve.h"

#include <fmt/format.h>

#include <utility>

namespace spoor {

namespace {

Scope outermost(const LoadedPack& pack, const Ast& ast) {
  return {.pack = &pack, .tree = &ast, .variables = {}, .parameters = {}, .expanding = {}, .use = std::nullopt};
}

void resolve_def(const LoadedPack& pack, const Ast& ast, const ast::Def& def, Closer& closer) {
  Scope scope = outermost(pack, ast);
  scope.expanding.push_back(&def);
  for (const ast::Parameter& parameter : def.parameters) scope.parameters.emplace_back(parameter.name, std::nullopt);
  closer.close_whole(def.body, scope);
}

void resolve_rule(const LoadedPack& pack, const Ast& ast, const ast::Rule& rule, Closer& closer) {
  if (!rule.clauses.where) {
    closer.diagnostics().push_back(
        {.kind = DiagnosticKind::missing_clause,
         .span = rule.name_span,
         .message = fmt::format("rule `{}` has no `where`", rule.name),
         .label = "",
         .help = "write the condition that a record must meet: `where eventName == \"...\"`"});
    return;
  }
  Scope scope = outermost(pack, ast);
  const NodeId where = closer.close_whole(*rule.clauses.where, scope);
  closer.tree().rules.push_back(
      {pack.name.empty() ? rule.name : pack.name + "." + rule.name, rule.name_span, rule.clauses.metas, where});
}

}  // namespace

void resolve_pack(const LoadedPack& pack, Closer& closer) {
  for (const Ast* ast : pack.trees) {
    for (const ast::List& list : ast->lists) closer.close_list(*ast, list, list.name_span);
    for (const ast::Def& def : ast->defs) resolve_def(pack, *ast, def, closer);
    for (const ast::Rule& rule : ast->rules) resolve_rule(pack, *ast, rule, closer);
  }
}

void resolve_condition(const LoadedPack& pack, const Ast& ast, ExprId condition, std::string name, Closer& closer) {
  Scope scope = outermost(pack, ast);
  const NodeId where = closer.close_whole(condition, scope);
  closer.tree().rules.push_back({std::move(name), ast[condition].span, {}, where});
}

void resolve_output(const LoadedPack& pack, const Ast& ast, ExprId value, std::string name, Closer& closer) {
  Scope scope = outermost(pack, ast);
  closer.tree().outputs.push_back({std::move(name), closer.close_whole(value, scope)});
}

}  // namespace spoor
