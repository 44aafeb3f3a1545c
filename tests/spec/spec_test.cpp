// Runs the examples of the manual. SPOOR_UPDATE=1 writes what Spoor really says and dumps into the pages.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>

#include "cli/workbench/test_runner.h"
#include "compiler/compile.h"
#include "compiler/program/instruction.h"
#include "lang/function.h"
#include "lang/operator.h"
#include "lang/print.h"
#include "runtime/log/reader.h"
#include "runtime/match/matcher.h"
#include "tests/spec/grammar_text.h"
#include "tests/spec/page.h"
#include "tests/spec/rules_folder.h"

namespace spoor::spec {
namespace {

const std::filesystem::path kRoot = SPOOR_SOURCE_DIR;

const RulesFolder& rules() {
  static const RulesFolder folder(kRoot / "rules");
  return folder;
}

const std::vector<Page>& pages() {
  static const std::vector<Page> all = read_pages(kRoot / "spec");
  return all;
}

const Page* find_page(const std::string& name) {
  for (const Page& page : pages()) {
    if (page.name == name) return &page;
  }
  return nullptr;
}

// The packs of the checkout, and the data files of one example.
class ExampleSource : public Source {
 public:
  explicit ExampleSource(std::vector<Expectation::File> data) : data_(std::move(data)) {}

  tl::expected<std::vector<SourceText>, std::string> pack(std::string_view name, std::string_view) const override {
    return rules().pack(name, "");
  }
  std::vector<std::string> pack_names() const override { return rules().pack_names(); }
  tl::expected<std::string, std::string> data(std::string_view rule_file, std::string_view name) const override {
    const std::string path = beside(rule_file, name);
    for (const Expectation::File& file : data_) {
      if (file.name == path) return file.text;
    }
    return tl::unexpected(path + ": there is no such file");
  }

  tl::expected<std::string, DatabaseProblem> database(std::string_view rule_file,
                                                      std::string_view name) const override {
    const auto text = data(rule_file, name);
    return tl::unexpected(text ? DatabaseProblem{false, beside(rule_file, name) + ": has no metadata"}
                               : DatabaseProblem{true, text.error()});
  }

 private:
  std::vector<Expectation::File> data_;
};

std::string to_text(const Compiled& compiled) {
  std::string text;
  for (const Diagnostic& diagnostic : compiled.diagnostics) text += render(diagnostic, compiled.sources, false);
  return text;
}

void run_example(const Page& page, const Block& block) {
  const Example example = read_example(block);
  SCOPED_TRACE(page.name + ":" + std::to_string(block.line) + ": " + example.condition);
  ASSERT_FALSE(example.records.empty()) << "no record to test the condition with";
  Compiled compiled = compile_condition(example.condition, {}, rules());
  ASSERT_FALSE(has_error(compiled.diagnostics)) << to_text(compiled);
  const auto prepared = PreparedProgram::make(std::move(compiled.program));
  ASSERT_TRUE(prepared) << prepared.error();
  Matcher matcher(*prepared);
  for (const Example::Record& example_record : example.records) {
    const auto record = OwnedRecord::read(example_record.json);
    ASSERT_TRUE(record) << page.name << ":" << example_record.line << ": no record";
    EXPECT_EQ(!matcher.match(record->record()).empty(), example_record.is_match)
        << page.name << ":" << example_record.line << ": " << example_record.json;
  }
}

CompileRequest request_of(const Expectation& example) {
  CompileRequest request;
  for (const Expectation::File& file : example.files) request.files.push_back({file.name, file.text});
  return request;
}

// The rules are sound, and pass the tests that they carry.
void run_rules(const Page& page, const Block& block) {
  const Expectation example = read_expectation(block);
  const ExampleSource source(example.data);
  CompileRequest request = request_of(example);
  request.may_lack_databases = true;  // as `spoor test` has it
  Compiled compiled = compile(std::move(request), source);
  ASSERT_FALSE(has_error(compiled.diagnostics)) << page.name << ":" << block.line << "\n" << to_text(compiled);
  const auto prepared = PreparedProgram::make(std::move(compiled.program));
  ASSERT_TRUE(prepared) << prepared.error();
  for (const TestResult& result : run_tests(compiled.tests, *prepared, 1)) {
    EXPECT_TRUE(result.has_passed) << page.name << ":" << block.line << ": " << result.test->name << " fired "
                                   << result.fired << " times " << result.problem;
  }
}

std::string opcode_table() {
  std::string text;
  for (const OpcodeInfo& opcode : opcodes()) {
    text += fmt::format("{:<22}-{} +{}  {}\n", opcode.name, opcode.pops, opcode.pushes, opcode.sentence);
  }
  return text;
}

// The records in `records.ndjson`, each with the rules that hold for it.
std::string matches_of(const Expectation& example, const Source& source) {
  Compiled compiled = compile(request_of(example), source);
  if (has_error(compiled.diagnostics)) return to_text(compiled);
  const auto prepared = PreparedProgram::make(std::move(compiled.program));
  if (!prepared) return prepared.error();
  Matcher matcher(*prepared);
  const auto records = source.data("", "records.ndjson");
  if (!records) return records.error();
  std::string text;
  std::istringstream lines(*records);
  for (std::string line; std::getline(lines, line);) {
    const auto record = OwnedRecord::read(line);
    if (!record) return "no record: " + line;
    std::vector<std::string_view> names;
    for (const Index rule : matcher.match(record->record())) names.push_back((*prepared)->program().rule_name(rule));
    text += fmt::format("{}  {}\n", names.empty() ? "-" : fmt::format("{}", fmt::join(names, " ")), line);
  }
  return text;
}

// What a file with this text holds.
std::string log_of(std::string_view text) {
  class Said : public LogVisitor {
   public:
    bool on_record(const LogRecord& record) override {
      text += fmt::format("record {} {}\n", record.number, record.tokens.text());
      return true;
    }
    bool on_bad(const BadInput& bad) override {
      text += fmt::format("bad {} {}\n", bad.record, bad.reason);
      return true;
    }
    void on_skipped(std::string_view reason) override { text += fmt::format("skipped {}\n", reason); }
    void on_bytes(std::uint64_t) override {}

    std::string text;
  };
  Said said;
  LogReader().read_bytes(text, said);
  return said.text;
}

// What stands below `---` in blocks that show what Spoor answers; nothing for other blocks.
std::optional<std::string> answer(const Block& block, const Expectation& example) {
  if (block.kind == "spoor-opcodes") return opcode_table();
  if (block.kind == "spoor-grammar") return grammar_text(example.files[0].text);
  if (block.kind == "spoor-format") return formatted(SourceFile("example.spoor", example.files[0].text));
  if (block.kind == "spoor-log") return log_of(example.files[0].text);
  const ExampleSource source(example.data);
  if (block.kind == "spoor-bytecode") return dump(Stage::bytecode, request_of(example), source).text;
  if (block.kind == "spoor-scan") return matches_of(example, source);
  if (block.kind != "spoor-error") return std::nullopt;
  std::string text;
  for (const Diagnostic& diagnostic : compile(request_of(example), source).diagnostics) {
    text += fmt::format("{} {}\n", info(diagnostic.kind).code, diagnostic.message);
  }
  return text;
}

bool is_update() { return std::getenv("SPOOR_UPDATE") != nullptr; }

// Blocks from the last to the first, so that places before a changed one stay valid.
void update(const Page& page) {
  std::string text = page.text;
  for (auto block = page.blocks.rbegin(); block != page.blocks.rend(); ++block) {
    const Expectation example = read_expectation(*block);
    const std::optional<std::string> real = answer(*block, example);
    if (real) text.replace(block->begin + example.expected_begin, example.expected.size(), *real);
  }
  if (text != page.text) std::ofstream(page.path, std::ios::binary) << text;
}

void run_answer(const Page& page, const Block& block) {
  const Expectation example = read_expectation(block);
  const std::optional<std::string> real = answer(block, example);
  ASSERT_TRUE(real) << page.name << ":" << block.line << ": unknown kind of block " << block.kind;
  if (is_update()) return;
  EXPECT_FALSE(example.expected.empty()) << page.name << ":" << block.line << ": nothing is expected";
  EXPECT_EQ(*real, example.expected) << page.name << ":" << block.line;
}

class SpecPage : public testing::TestWithParam<std::string> {};

TEST_P(SpecPage, ExamplesHold) {
  const Page& page = *find_page(GetParam());
  if (is_update()) update(page);
  for (const Block& block : page.blocks) {
    if (block.kind == "spoor-test") {
      run_example(page, block);
    } else if (block.kind == "spoor-rule") {
      run_rules(page, block);
    } else {
      run_answer(page, block);
    }
  }
}

std::vector<std::string> page_names() {
  std::vector<std::string> names;
  for (const Page& page : pages()) names.push_back(page.name);
  return names;
}

std::string test_name(const testing::TestParamInfo<std::string>& page) {
  std::string name = page.param.substr(0, page.param.size() - std::string_view(".md").size());
  for (char& c : name) {
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Manual, SpecPage, testing::ValuesIn(page_names()), test_name);

// What is shown of words, by the examples whose condition has all of them.
struct Shown {
  bool match = false;
  bool no_match = false;
};

Shown shown(const Page& page, const std::vector<std::string>& words) {
  Shown result;
  for (const Block& block : page.blocks) {
    if (block.kind != "spoor-test") continue;
    const Example example = read_example(block);
    const bool has_all = std::all_of(words.begin(), words.end(), [&](const std::string& word) {
      return example.condition.find(word) != std::string::npos;
    });
    if (!has_all) continue;
    for (const Example::Record& record : example.records) (record.is_match ? result.match : result.no_match) = true;
  }
  return result;
}

TEST(Coverage, EveryOperatorHasItsPage) {
  static constexpr std::string_view kIds[] = {
#define OPERATOR(id, spelling, right, fold, negate, sentence) #id,
#include "lang/operators.def"
#undef OPERATOR
  };
  for (std::size_t index = 0; index < operators().size(); ++index) {
    const std::string name = "operators/" + std::string(kIds[index]) + ".md";
    const Page* page = find_page(name);
    ASSERT_TRUE(page) << "write spec/" << name;
    const Shown examples = shown(*page, {std::string(operators()[index].spelling)});
    EXPECT_TRUE(examples.match) << name << " shows no record that matches";
    EXPECT_TRUE(examples.no_match) << name << " shows no record that does not match";
  }
}

TEST(Coverage, EveryFormatOfLogsHasItsPage) {
  static constexpr std::string_view kPages[] = {
#define SKIP(id, keys, reason)
#define FORMAT(id, page, name, keys) page,
#define ARRAY(id, outer, key, elements, sign)
#include "runtime/log/formats.def"
#undef SKIP
#undef FORMAT
#undef ARRAY
  };
  const Page* overview = find_page("logs.md");
  ASSERT_TRUE(overview);
  for (const std::string_view format : kPages) {
    const std::string name = fmt::format("logs/{}.md", format);
    EXPECT_TRUE(find_page(name)) << "write spec/" << name;
    EXPECT_NE(overview->text.find(name), std::string::npos) << "logs.md does not name " << name;
  }
}

TEST(Coverage, EveryFunctionHasItsPage) {
  const Page* overview = find_page("functions.md");
  ASSERT_TRUE(overview);
  for (const auto& [function, part, takes, result, minimum, maximum, sentence] : functions()) {
    const std::string name = fmt::format("functions/{}.md", function);
    const Page* page = find_page(name);
    ASSERT_TRUE(page) << "write spec/" << name;
    const std::string word = part.empty() ? name : fmt::format("`.{}`", part);
    EXPECT_NE(overview->text.find(word), std::string::npos) << "functions.md does not name " << word;
    std::vector<std::string> words = {fmt::format("{}(", function)};
    if (!part.empty()) words.push_back(fmt::format(").{}", part));
    const Shown examples = shown(*page, words);
    EXPECT_TRUE(examples.match) << name << " shows no record that matches with " << words.back();
    EXPECT_TRUE(examples.no_match) << name << " shows no record that does not match with " << words.back();
  }
}

// Their causes do not fit on a page; the tests below make them.
const std::set<DiagnosticKind> kNotOnAPage = {DiagnosticKind::not_utf8,          DiagnosticKind::nested_too_deep,
                                              DiagnosticKind::source_too_large,  DiagnosticKind::expansion_too_large,
                                              DiagnosticKind::program_too_large, DiagnosticKind::absent_database};

TEST(Coverage, EveryDiagnosticHasItsExample) {
  const Page* page = find_page("diagnostics.md");
  ASSERT_TRUE(page);
  std::set<std::string> shown_codes;
  for (const Block& block : page->blocks) {
    if (block.kind != "spoor-error") continue;
    const std::string expected = read_expectation(block).expected;
    shown_codes.insert(expected.substr(0, expected.find(' ')));
  }
  for (std::size_t index = 0; index < diagnostic_kind_count(); ++index) {
    const auto kind = static_cast<DiagnosticKind>(index);
    const std::string code(info(kind).code);
    EXPECT_NE(page->text.find("## " + code + " "), std::string::npos) << "diagnostics.md has no section on " << code;
    if (kNotOnAPage.contains(kind)) continue;
    EXPECT_TRUE(shown_codes.contains(code))
        << "diagnostics.md has no example of " << code << " (" << info(kind).id << ")";
  }
}

std::set<std::string> codes_of(std::string text) {
  std::set<std::string> codes;
  const Compiled compiled = compile({.files = {{"example.spoor", std::move(text)}}, .outputs = {}}, rules());
  for (const Diagnostic& diagnostic : compiled.diagnostics) codes.emplace(info(diagnostic.kind).code);
  return codes;
}

TEST(Tests, MayLackADatabase) {
  const std::string rule = "table geo : ip from \"geo.mmdb\"\nrule r { where exists geo(a).b }";
  EXPECT_TRUE(codes_of(rule).contains("E0212"));
  const CompileRequest request{.files = {{"example.spoor", rule}}, .outputs = {}, .may_lack_databases = true};
  const Compiled compiled = compile(request, rules());
  ASSERT_EQ(compiled.diagnostics.size(), 1U) << to_text(compiled);
  EXPECT_EQ(info(compiled.diagnostics[0].kind).code, "W0104");
}

TEST(Limits, AreDiagnosticsOfTheirOwn) {
  EXPECT_TRUE(codes_of("rule r { title \"\xff\" where true }").contains("E0015"));
  EXPECT_TRUE(codes_of("rule r { where " + std::string(1000000, '(')).contains("E0301"));
  EXPECT_TRUE(codes_of(std::string(10 << 20, ' ')).contains("E0302"));
  std::string doubling = "def d0 = exists a\n";
  for (int level = 1; level < 64; ++level) {
    const std::string below = "d" + std::to_string(level - 1);
    doubling += "def d" + std::to_string(level) + " = " + below + " and " + below + "\n";
  }
  EXPECT_TRUE(codes_of(doubling + "rule r { where d63 }").contains("E0303"));
}

}  // namespace
}  // namespace spoor::spec
