#include "compiler/resolve.h"

#include <fmt/format.h>

#include "compiler/closer.h"

namespace spoor {

namespace {

void resolve_def(const LoadedPack& pack, const Ast& ast, const ast::Def& def, ClosedTree& tree, Diagnostics& diagnostics) {
  Scope scope{.pack = &pack, .tree = &ast, .variables = {}, .parameters = {}, .expanding = {&def}, .use = std::nullopt};
  for (const ast::Parameter& parameter : def.parameters) scope.parameters.emplace_back(parameter.name, std::nullopt);
  const NodeId body = Closer(tree, diagnostics).close(def.body, scope);
  tree.defs.push_back(body);
}

void resolve_rule(const LoadedPack& pack, const Ast& ast, const ast::Rule& rule, ClosedTree& tree,
                  Diagnostics& diagnostics) {
  if (!rule.where) {
    diagnostics.push_back({.kind = DiagnosticKind::missing_clause,
                           .span = rule.name_span,
                           .message = fmt::format("rule `{}` has no `where`", rule.name),
                           .label = "",
                           .help = "write the condition that a record must meet: `where eventName == \"...\"`"});
    return;
  }
  Scope scope{.pack = &pack, .tree = &ast, .variables = {}, .parameters = {}, .expanding = {}, .use = std::nullopt};
  const NodeId where = Closer(tree, diagnostics).close(*rule.where, scope);
  tree.rules.push_back({pack.name.empty() ? rule.name : pack.name + "." + rule.name, rule.name_span, rule.metas, where});
}

}  // namespace

void resolve_pack(const LoadedPack& pack, ClosedTree& tree, Diagnostics& diagnostics) {
  for (const Ast* ast : pack.trees) {
    for (const ast::List& list : ast->lists) {
      Closer(tree, diagnostics).close_list(*ast, list, list.name_span, list.name_span);
    }
    for (const ast::Def& def : ast->defs) resolve_def(pack, *ast, def, tree, diagnostics);
    for (const ast::Rule& rule : ast->rules) resolve_rule(pack, *ast, rule, tree, diagnostics);
  }
}

void resolve_condition(const LoadedPack& pack, const Ast& ast, ExprId condition, std::string name, ClosedTree& tree,
                       Diagnostics& diagnostics) {
  Scope scope{.pack = &pack, .tree = &ast, .variables = {}, .parameters = {}, .expanding = {}, .use = std::nullopt};
  const NodeId where = Closer(tree, diagnostics).close(condition, scope);
  tree.rules.push_back({std::move(name), ast[condition].span, {}, where});
}

void resolve_output(const LoadedPack& pack, const Ast& ast, ExprId value, std::string name, ClosedTree& tree,
                    Diagnostics& diagnostics) {
  Scope scope{.pack = &pack, .tree = &ast, .variables = {}, .parameters = {}, .expanding = {}, .use = std::nullopt};
  tree.outputs.push_back({std::move(name), Closer(tree, diagnostics).close(value, scope)});
}

}  // namespace spoor
