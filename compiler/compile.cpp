#include "compiler/compile.h"

#include <fmt/format.h>

#include <utility>

#include "compiler/check.h"
#include "compiler/emit.h"
#include "compiler/plan.h"
#include "compiler/resolve.h"
#include "lang/parse.h"

namespace spoor {

namespace {

constexpr std::string_view kPrelude = "cloudtrail";

// The stages up to the typed tree, and what they share.
struct Front {
  Sources sources;
  Diagnostics diagnostics;
  ClosedTree tree;
  std::string ast_text;  // of all files, if asked for
};

// A pack without name that uses the prelude, where there is one: for conditions and columns.
LoadedPack prelude_user(PackSet& packs) {
  LoadedPack pack;
  if (const LoadedPack* prelude = packs.find_or_load(kPrelude))
    pack.uses.push_back({std::string(kPrelude), {}, prelude});
  return pack;
}

// Parses a text that stands alone as `name` and gives it to `add` if it is sound.
template <typename Add>
void add_expression(Front& front, std::string name, std::string text, Add add) {
  const SourceId source = front.sources.add(std::move(name), std::move(text));
  Parsed parsed = parse_expression(front.sources, source);
  front.diagnostics.insert(front.diagnostics.end(), parsed.diagnostics.begin(), parsed.diagnostics.end());
  if (parsed.tree.exprs.empty()) return;
  add(parsed.tree, static_cast<ExprId>(parsed.tree.exprs.size() - 1));
}

void add_outputs(Front& front, Closer& closer, const LoadedPack& user, const std::vector<OutputRequest>& outputs) {
  for (const OutputRequest& output : outputs) {
    add_expression(front, fmt::format("<column {}>", output.name), output.expression,
                   [&](const Ast& ast, ExprId value) { resolve_output(user, ast, value, output.name, closer); });
  }
}

void finish(Front& front) {
  check(front.tree, front.diagnostics);
  sort_and_unique(front.diagnostics);
}

Front resolved_files(CompileRequest request, const Source& source, bool wants_ast_text = false) {
  Front front;
  PackSet packs(front.sources, source, front.diagnostics);
  DataFiles data(front.sources, source, front.diagnostics);
  Closer closer(front.tree, data, front.diagnostics);
  for (const LoadedPack* pack : packs.add(std::move(request.files))) {
    for (const Ast* ast : pack->trees) {
      if (wants_ast_text) front.ast_text += to_text(*ast, front.sources);
    }
    resolve_pack(*pack, closer);
  }
  if (!request.outputs.empty()) add_outputs(front, closer, prelude_user(packs), request.outputs);
  return front;
}

Compiled finish_compile(Front front) {
  Compiled compiled;
  finish(front);
  if (!has_error(front.diagnostics)) {
    Plan made = plan(front.tree, front.diagnostics);
    if (!has_error(front.diagnostics)) compiled.program = emit(std::move(made), front.sources);
    sort_and_unique(front.diagnostics);
  }
  compiled.sources = std::move(front.sources);
  compiled.diagnostics = std::move(front.diagnostics);
  return compiled;
}

std::string tree_text(const ClosedTree& tree) {
  std::string out;
  for (const closed::Rule& rule : tree.rules) {
    out += fmt::format("rule {}\n  {}\n", rule.name, to_text(tree, rule.where));
  }
  return out;
}

std::string plan_text(const Front& front, const Plan& made) {
  std::string out;
  for (const PlanRule& rule : made.rules) {
    out += fmt::format("rule {}\n{}", front.tree.rules[rule.rule].name, to_text(made, rule.root));
  }
  return out;
}

}  // namespace

Compiled compile(CompileRequest request, const Source& source) {
  return finish_compile(resolved_files(std::move(request), source));
}

Compiled compile_condition(std::string_view condition, const std::vector<OutputRequest>& outputs,
                           const Source& source) {
  Front front;
  PackSet packs(front.sources, source, front.diagnostics);
  DataFiles data(front.sources, source, front.diagnostics);
  Closer closer(front.tree, data, front.diagnostics);
  const LoadedPack user = prelude_user(packs);
  add_expression(front, "<condition>", std::string(condition),
                 [&](const Ast& ast, ExprId root) { resolve_condition(user, ast, root, "find", closer); });
  add_outputs(front, closer, user, outputs);
  return finish_compile(std::move(front));
}

Typed type_check(CompileRequest request, const Source& source) {
  Front front = resolved_files(std::move(request), source);
  finish(front);
  return {std::move(front.sources), std::move(front.diagnostics), std::move(front.tree)};
}

Dump dump(Stage stage, CompileRequest request, const Source& source) {
  Front front = resolved_files(std::move(request), source, stage == Stage::ast);
  Dump out;
  if (stage == Stage::ast) out.text = front.ast_text;
  if (stage == Stage::resolved) out.text = tree_text(front.tree);
  finish(front);
  if (stage == Stage::typed) out.text = tree_text(front.tree);
  if ((stage == Stage::plan || stage == Stage::bytecode) && !has_error(front.diagnostics)) {
    Plan made = plan(front.tree, front.diagnostics);
    if (stage == Stage::plan) {
      out.text = plan_text(front, made);
    } else {
      out.text = disassemble(emit(std::move(made), front.sources));
    }
  }
  out.sources = std::move(front.sources);
  out.diagnostics = std::move(front.diagnostics);
  return out;
}

}  // namespace spoor
