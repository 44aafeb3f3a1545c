// Runs the tables in tests/compiler/stages: each case is a rule file and what a stage makes of it. A case reads
//
//   ### name
//   rule file
//   === name           (of a data file beside it, with its text below; any number of them)
//   === pack name      (of a pack that it may use, with its one file below)
//   --- stage          (ast, resolved, typed, plan, bytecode or errors)
//   expected text
//
// SPOOR_UPDATE=1 writes what was found into the table, to be read before it is committed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "compiler/compile.h"

namespace spoor {
namespace {

struct Case {
  std::string name, source, stage, expected;
};

class CaseFiles : public Source {
 public:
  explicit CaseFiles(std::map<std::string, std::string, std::less<>> files) : files_(std::move(files)) {}
  tl::expected<std::vector<SourceText>, std::string> pack(std::string_view name, std::string_view) const override {
    const auto file = files_.find("pack " + std::string(name));
    if (file == files_.end()) return tl::unexpected(std::string("no packs here"));
    return std::vector<SourceText>{{std::string(name) + ".spoor", file->second}};
  }
  std::vector<std::string> pack_names() const override { return {"cloudtrail"}; }
  tl::expected<std::string, std::string> data(std::string_view rule_file, std::string_view name) const override {
    const auto file = files_.find(beside(rule_file, name));
    if (file == files_.end()) return tl::unexpected(beside(rule_file, name) + ": there is no such file");
    return file->second;
  }

 private:
  std::map<std::string, std::string, std::less<>> files_;
};

// The rule file, and the data files by their names.
struct Files {
  std::string rules;
  std::map<std::string, std::string, std::less<>> data;
};

Files divided(const std::string& source) {
  Files files;
  std::istringstream in(source);
  std::string* file = &files.rules;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("=== ")) {
      file = &files.data[line.substr(4)];
    } else {
      *file += line + "\n";
    }
  }
  return files;
}

std::string trimmed(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

std::vector<Case> read_cases(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::vector<Case> cases;
  bool in_expected = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("### ")) {
      cases.push_back({line.substr(4), "", "", ""});
      in_expected = false;
    } else if (line.starts_with("--- ")) {
      cases.back().stage = line.substr(4);
      in_expected = true;
    } else if (!cases.empty()) {
      (in_expected ? cases.back().expected : cases.back().source) += line + "\n";
    }
  }
  for (Case& c : cases) c.expected = trimmed(c.expected);
  return cases;
}

std::string run(const Case& c) {
  Files files = divided(c.source);
  const CaseFiles source(std::move(files.data));
  CompileRequest request{{{"test.spoor", std::move(files.rules)}}, {}};
  std::string out;
  Dump dumped;
  if (c.stage == "errors") {
    Compiled compiled = compile(std::move(request), source);
    dumped.sources = std::move(compiled.sources);
    dumped.diagnostics = std::move(compiled.diagnostics);
  } else {
    const Stage stage = c.stage == "ast"        ? Stage::ast
                        : c.stage == "resolved" ? Stage::resolved
                        : c.stage == "typed"    ? Stage::typed
                        : c.stage == "plan"     ? Stage::plan
                                                : Stage::bytecode;
    dumped = dump(stage, std::move(request), source);
    out = dumped.text;
  }
  for (const Diagnostic& diagnostic : dumped.diagnostics) out += render(diagnostic, dumped.sources, false);
  return trimmed(out);
}

class StageTable : public testing::TestWithParam<std::string> {};

TEST_P(StageTable, HoldsForEveryCase) {
  const std::filesystem::path file = std::filesystem::path(SPOOR_SOURCE_DIR) / "tests/compiler/stages" / GetParam();
  std::vector<Case> cases = read_cases(file);
  ASSERT_FALSE(cases.empty());
  const bool update = std::getenv("SPOOR_UPDATE") != nullptr;
  std::ostringstream rewritten;
  for (Case& c : cases) {
    const std::string found = run(c);
    if (!update) {
      EXPECT_EQ(found, c.expected) << c.name;
    }
    rewritten << "### " << c.name << "\n" << c.source << "--- " << c.stage << "\n" << found << "\n\n";
  }
  if (update) std::ofstream(file) << rewritten.str();
}

INSTANTIATE_TEST_SUITE_P(Stages, StageTable,
                         testing::Values("ast.txt", "data.txt", "errors.txt", "typed.txt", "plan.txt", "bytecode.txt"),
                         [](const auto& parameter) { return parameter.param.substr(0, parameter.param.find('.')); });

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
