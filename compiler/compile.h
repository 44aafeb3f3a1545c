#pragma once

#include <string>
#include <vector>

#include "compiler/closed.h"
#include "compiler/pack_set.h"
#include "compiler/program/program.h"
#include "compiler/test_case.h"
#include "lang/diagnostic.h"
#include "lang/source.h"

namespace spoor {

// A value to be read from each record that matches, beside what the rules say: a path, or a value of the prelude.
struct OutputRequest {
  std::string name;
  std::string expression;  // in the language: `sourceIPAddress`, `actor`
};

// Where a record says when it happened and which it is, if not where the packs say; empty: where they say.
struct RecordPaths {
  std::string time;
  std::string id;
};

struct CompileRequest {
  std::vector<SourceText> files;             // the rules that run; files of one pack may come in any order
  std::vector<OutputRequest> outputs;        // evaluated with the names of the pack `cloudtrail`
  std::vector<Definition> definitions = {};  // values of params
  RecordPaths paths = {};
  bool may_lack_databases = false;       // for tests, which mock: a MaxMind database that is not there has no rows
  std::vector<SourceText> lenders = {};  // more files of these packs, of which only the names matter (PackSet::add)
  bool runs_disabled = false;            // for tests: rules that are disabled run as others do
};

struct Compiled {
  Sources sources;          // what diagnostics point into
  Diagnostics diagnostics;  // sorted; errors and warnings of all stages
  Program program;          // verified; empty if there was an error
  std::vector<TestCase> tests;
  std::vector<std::vector<Span>> rule_places;  // by rule: the whole of it, then each tuning of it
  std::vector<Index> table_rows;               // of the Program's tables, by TableId; kNone: no rule looks into it
  std::vector<closed::Disabled> disabled;
};

// text ─parse─▶ Ast ─resolve─▶ closed ─check─▶ typed ─plan─▶ Plan ─emit─▶ Program. Later stages still see what earlier
// ones found sound, so that the errors of a whole file are reported together.
Compiled compile(CompileRequest request, const Source& source);

// A condition alone, as `spoor find` takes it, with the names of the pack `cloudtrail`: a Program of one rule, `find`.
Compiled compile_condition(std::string_view condition, const std::vector<OutputRequest>& outputs, const Source& source,
                           const RecordPaths& paths = {});

// The typed tree that the Program of a request is made from, for tools and tests that work on meaning.
struct Typed {
  Sources sources;
  Diagnostics diagnostics;
  ClosedTree tree;  // rules that had no error
};
Typed type_check(CompileRequest request, const Source& source);

// Everything that a compilation made, with errors or without, for those that look at rules as they were written.
struct Inspected {
  Compiled compiled;
  ClosedTree tree;  // typed; rules that had no error
  PackTrees trees;
  std::vector<const LoadedPack*> packs;  // whose rules run
};
Inspected inspect(CompileRequest request, const Source& source);

enum class Stage { ast, resolved, typed, plan, bytecode };

// What the stage made of the request, as text. Diagnostics are those up to that stage.
struct Dump {
  Sources sources;
  Diagnostics diagnostics;
  std::string text;
};
Dump dump(Stage stage, CompileRequest request, const Source& source);

}  // namespace spoor
