#include "compiler/compile.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "compiler/check.h"
#include "compiler/def_names.h"
#include "compiler/emit.h"
#include "compiler/plan.h"
#include "compiler/resolve.h"
#include "compiler/scope.h"
#include "lang/parse.h"

namespace spoor {

namespace {

// The stages up to the typed tree, and what they share.
struct Front {
  Sources sources;
  Diagnostics diagnostics;
  ClosedTree tree;
  std::vector<TestCase> tests;
  DefsOfFiles defs;
  PackTrees trees;
  std::vector<const LoadedPack*> running;  // packs
  std::string ast_text;                    // of all files, if asked for
};

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

// The value of a header's `time_path` or `id_path`; empty if there is none.
std::string path_in_header(const LoadedPack& pack, MetaKey key) {
  const auto meta =
      std::find_if(pack.metas.begin(), pack.metas.end(), [&](const ast::Meta& m) { return m.key == key; });
  if (meta == pack.metas.end() || meta->values.empty()) return {};
  const auto* text = std::get_if<std::string>(&meta->values[0].literal);
  return text == nullptr ? std::string() : *text;
}

// The places that the packs name, each once, in the order of the packs; CloudTrail's own where a pack names none.
std::vector<std::string> record_paths(const std::vector<LoadedPack*>& packs, MetaKey key, std::string_view own) {
  std::vector<std::string> paths;
  for (const LoadedPack* pack : packs) {
    std::string path = path_in_header(*pack, key);
    if (path.empty()) path = own;
    if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(std::move(path));
  }
  if (paths.empty()) paths.emplace_back(own);
  return paths;
}

void add_record_outputs(Front& front, Closer& closer, const std::vector<LoadedPack*>& packs, const RecordPaths& given) {
  const auto add = [&](OutputRole role, std::string_view name, const std::vector<std::string>& paths) {
    const LoadedPack nobody;
    std::vector<NodeId> values;
    for (const std::string& path : paths) {
      add_expression(front, fmt::format("<{}>", name), path, [&](const Ast& ast, ExprId value) {
        Scope scope{.pack = &nobody, .tree = &ast, .variables = {}, .parameters = {}, .expanding = {}, .use = {}};
        values.push_back(closer.close_whole(value, scope));
      });
    }
    if (!values.empty()) add_record_output(role, paths[0], std::move(values), closer);
  };
  const auto chosen = [&](const std::string& path, MetaKey key, std::string_view own) {
    return path.empty() ? record_paths(packs, key, own) : std::vector<std::string>{path};
  };
  add(OutputRole::time, "time", chosen(given.time, MetaKey::time_path, "eventTime"));
  add(OutputRole::id, "id", chosen(given.id, MetaKey::id_path, "eventID"));
  add(OutputRole::account, "account", {"recipientAccountId"});
}

void finish(Front& front, const Source& source) {
  DefNames names(source, front.defs);
  check(front.tree, front.diagnostics,
        [&](std::string_view path, SourceId file) { return names.help_for_path(path, file); });
  if (!has_error(front.diagnostics)) names.report_fields(front.tree, front.diagnostics);
  sort_and_unique(front.diagnostics);
}

Front resolved_files(CompileRequest request, const Source& source, bool wants_ast_text = false) {
  Front front;
  PackSet packs(front.sources, source, front.diagnostics);
  DataFiles data(front.sources, source, front.diagnostics, request.may_lack_databases);
  Closer closer(front.tree, data, front.diagnostics);
  ResolvedRules rules(closer, front.tests, request.runs_disabled);
  const std::vector<LoadedPack*> running = packs.add(std::move(request.files), std::move(request.lenders));
  packs.define(request.definitions);
  add_record_outputs(front, closer, running, request.paths);
  for (const LoadedPack* pack : running) {
    const auto defs = std::make_shared<const DefsOfPack>(defs_of(*pack));
    for (const Ast* ast : pack->trees) {
      front.defs[ast->source] = defs;
      if (wants_ast_text) front.ast_text += to_text(*ast, front.sources);
    }
    resolve_pack(*pack, closer, rules);
  }
  if (!request.outputs.empty()) add_outputs(front, closer, prelude_user(packs), request.outputs);
  front.running.assign(running.begin(), running.end());
  front.trees = std::move(packs).release();
  return front;
}

// Mocks name the Program's tables from here on; one of a table that no rule looks into is of no use.
void place_mocks(std::vector<TestCase>& tests, const std::vector<Index>& table_rows) {
  for (TestCase& test : tests) {
    for (TestCase::Mock& mock : test.mocks) mock.table = table_rows[mock.table];
    std::erase_if(test.mocks, [](const TestCase::Mock& mock) { return mock.table == kNone; });
  }
}

// Leaves the tree as it is.
Compiled finish_compile(Front& front, const Source& source) {
  Compiled compiled;
  finish(front, source);
  if (!has_error(front.diagnostics)) {
    Plan made = plan(front.tree, front.diagnostics);
    if (!has_error(front.diagnostics)) {
      place_mocks(front.tests, made.table_rows);
      compiled.table_rows = made.table_rows;
      compiled.program = emit(std::move(made), front.sources);
      for (const closed::Rule& rule : front.tree.rules) compiled.rule_places.push_back(rule.places);
    }
    sort_and_unique(front.diagnostics);
  }
  compiled.sources = std::move(front.sources);
  compiled.diagnostics = std::move(front.diagnostics);
  compiled.tests = std::move(front.tests);
  compiled.disabled = front.tree.disabled;
  return compiled;
}

std::string tree_text(const ClosedTree& tree) {
  std::string out;
  for (const closed::Rule& rule : tree.rules) out += to_text(tree, rule);
  return out;
}

}  // namespace

Compiled compile(CompileRequest request, const Source& source) {
  Front front = resolved_files(std::move(request), source);
  return finish_compile(front, source);
}

Inspected inspect(CompileRequest request, const Source& source) {
  Front front = resolved_files(std::move(request), source);
  Compiled compiled = finish_compile(front, source);
  return {std::move(compiled), std::move(front.tree), std::move(front.trees), std::move(front.running)};
}

Compiled compile_condition(std::string_view condition, const std::vector<OutputRequest>& outputs, const Source& source,
                           const RecordPaths& paths) {
  Front front;
  PackSet packs(front.sources, source, front.diagnostics);
  DataFiles data(front.sources, source, front.diagnostics);
  Closer closer(front.tree, data, front.diagnostics);
  const LoadedPack user = prelude_user(packs);
  add_record_outputs(front, closer, {}, paths);
  add_expression(front, "<condition>", std::string(condition),
                 [&](const Ast& ast, ExprId root) { resolve_condition(user, ast, root, "find", closer); });
  add_outputs(front, closer, user, outputs);
  return finish_compile(front, source);
}

Typed type_check(CompileRequest request, const Source& source) {
  Front front = resolved_files(std::move(request), source);
  finish(front, source);
  return {std::move(front.sources), std::move(front.diagnostics), std::move(front.tree)};
}

Dump dump(Stage stage, CompileRequest request, const Source& source) {
  Front front = resolved_files(std::move(request), source, stage == Stage::ast);
  Dump out;
  if (stage == Stage::ast) out.text = front.ast_text;
  if (stage == Stage::resolved) out.text = tree_text(front.tree);
  finish(front, source);
  if (stage == Stage::typed) out.text = tree_text(front.tree);
  if ((stage == Stage::plan || stage == Stage::bytecode) && !has_error(front.diagnostics)) {
    Plan made = plan(front.tree, front.diagnostics);
    if (stage == Stage::plan) {
      out.text = to_text(made);
    } else {
      out.text = disassemble(emit(std::move(made), front.sources));
    }
  }
  out.sources = std::move(front.sources);
  out.diagnostics = std::move(front.diagnostics);
  return out;
}

}  // namespace spoor
