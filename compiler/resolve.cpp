#include "compiler/resolve.h"

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
  closer.close_alone(def, scope);
}

}  // namespace

void resolve_pack(const LoadedPack& pack, Closer& closer, ResolvedRules& rules) {
  for (const Ast* ast : pack.trees) {
    if (pack.lends(ast)) continue;
    for (const ast::List& list : ast->lists) closer.close_list(*ast, list, list.name_span);
    for (const ast::Table& table : ast->tables) closer.close_table(*ast, table);
    for (const ast::Def& def : ast->defs) resolve_def(pack, *ast, def, closer);
  }
  for (const LoadedPack::RuleRef& rule : pack.rules) {
    if (!pack.lends(rule.clauses[0].tree)) rules.run(pack, rule);
  }
}

void resolve_condition(const LoadedPack& pack, const Ast& ast, ExprId condition, std::string name, Closer& closer) {
  Scope scope = outermost(pack, ast);
  const NodeId where = closer.close_whole(condition, scope);
  closer.tree().rules.push_back({std::move(name), ast[condition].span, {ast[condition].span}, {}, {where}});
}

void resolve_output(const LoadedPack& pack, const Ast& ast, ExprId value, std::string name, Closer& closer) {
  Scope scope = outermost(pack, ast);
  closer.tree().outputs.push_back({OutputRole::column, std::move(name), closer.close_whole(value, scope)});
}

void add_record_output(OutputRole role, std::string name, std::vector<NodeId> values, Closer& closer) {
  const Span span = closer.tree()[values[0]].span;
  const NodeId value =
      values.size() == 1 ? values[0] : closer.add_made(closed::Call{Function::coalesce, values, {}}, span);
  closer.tree().outputs.push_back({role, std::move(name), value});
  if (role == OutputRole::time) closer.tree().time = value;
}

}  // namespace spoor
