// Runs the tables in tests/compiler/stages; the stages of their cases are ast, resolved, typed, plan, bytecode and
// errors.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "compiler/compile.h"
#include "tests/stage_cases.h"

namespace spoor {
namespace {

using test::CaseFiles;
using test::StageCase;

std::string run(const StageCase& stage_case) {
  const CaseFiles files(stage_case);
  CompileRequest request{files.rules(), {}};
  std::string out;
  Dump dumped;
  if (stage_case.stage == "errors") {
    Compiled compiled = compile(std::move(request), files);
    dumped.sources = std::move(compiled.sources);
    dumped.diagnostics = std::move(compiled.diagnostics);
  } else {
    const Stage stage = stage_case.stage == "ast"        ? Stage::ast
                        : stage_case.stage == "resolved" ? Stage::resolved
                        : stage_case.stage == "typed"    ? Stage::typed
                        : stage_case.stage == "plan"     ? Stage::plan
                                                         : Stage::bytecode;
    dumped = dump(stage, std::move(request), files);
    out = dumped.text;
  }
  for (const Diagnostic& diagnostic : dumped.diagnostics) out += render(diagnostic, dumped.sources, false);
  return out;
}

class StageTable : public testing::TestWithParam<std::string> {};

TEST_P(StageTable, HoldsForEveryCase) {
  test::check_stage_cases(std::filesystem::path(SPOOR_SOURCE_DIR) / "tests/compiler/stages" / GetParam(), run);
}

INSTANTIATE_TEST_SUITE_P(Stages, StageTable,
                         testing::Values("ast.txt", "data.txt", "errors.txt", "typed.txt", "plan.txt", "bytecode.txt"),
                         [](const auto& parameter) { return parameter.param.substr(0, parameter.param.find('.')); });

// Of a request that no table makes: the one of `spoor test`.
TEST(AbsentDatabase, IsReportedWithTheTable) {
  const StageCase no_database{"", "table geo : ip from \"geo.mmdb\"\nrule r { where exists geo(a).b }\n", "errors", ""};
  const CaseFiles files(no_database);
  const Compiled compiled = compile({.files = files.rules(), .outputs = {}, .may_lack_databases = true}, files);
  ASSERT_EQ(compiled.diagnostics.size(), 1U);
  EXPECT_EQ(render(compiled.diagnostics[0], compiled.sources, false),
            R"(warning[W0104]: the file `geo.mmdb` is not there, so the table has no rows but those that tests mock
 --> test.spoor:1:21
  |
1 | table geo : ip from "geo.mmdb"
  |                     ^^^^^^^^^^
  = help: geo.mmdb: there are no databases here
)");
}

TEST(StringOperators, HaveOpcodesOfTheirNames) {
  const auto has_opcode = [](const std::string& name) {
    const auto rows = opcodes();
    return std::any_of(rows.begin(), rows.end(), [&](const OpcodeInfo& opcode) { return opcode.name == name; });
  };
  for (const OperatorInfo& op : operators()) {
    if (op.right != RightSide::strings) continue;
    EXPECT_TRUE(has_opcode(std::string(op.spelling))) << op.spelling;
    EXPECT_TRUE(has_opcode(std::string(op.spelling) + "_operand")) << op.spelling;
  }
}

}  // namespace
}  // namespace spoor
