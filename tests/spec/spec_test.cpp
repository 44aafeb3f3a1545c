// Runs the examples of the manual. SPOOR_UPDATE=1 writes what Spoor really says and dumps into the pages.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <set>

#include "cli/workbench/test_runner.h"
#include "compiler/compile.h"
#include "lang/function.h"
#include "lang/operator.h"
#include "runtime/match/matcher.h"
#include "tests/spec/answers.h"
#include "tests/spec/example_source.h"
#include "tests/spec/page.h"

namespace spoor::spec {
namespace {

const std::vector<Page>& pages() {
  static const std::vector<Page> all = read_pages(std::filesystem::path(SPOOR_SOURCE_DIR) / "spec");
  return all;
}

const Page* find_page(const std::string& name) {
  for (const Page& page : pages()) {
    if (page.name == name) return &page;
  }
  return nullptr;
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

// The rules are sound, and pass the tests that they carry.
void run_rules(const Page& page, const Block& block) {
  const Expectation example = read_expectation(block);
  const ExampleSource source(example.data);
  CompileRequest request = request_of(example);
  request.may_lack_databases = request.runs_disabled = true;  // as `spoor test` has it
  Compiled compiled = compile(std::move(request), source);
  ASSERT_FALSE(has_error(compiled.diagnostics)) << page.name << ":" << block.line << "\n" << to_text(compiled);
  const auto prepared = PreparedProgram::make(std::move(compiled.program));
  ASSERT_TRUE(prepared) << prepared.error();
  for (const TestResult& result : run_tests(compiled.tests, *prepared, 1)) {
    EXPECT_TRUE(result.has_passed) << page.name << ":" << block.line << ": " << result.test->name << " fired "
                                   << result.fired << " times " << result.problem;
  }
}

bool is_update() { return std::getenv("SPOOR_UPDATE") != nullptr; }

// Blocks from the last to the first, so that places before a changed one stay valid.
void update(const Page& page) {
  std::string text = page.text;
  for (auto block = page.blocks.rbegin(); block != page.blocks.rend(); ++block) {
    const Expectation example = read_expectation(*block);
    const std::optional<std::string> real = answer(page, *block, example);
    if (real) text.replace(block->begin + example.expected_begin, example.expected.size(), *real);
  }
  if (text != page.text) std::ofstream(page.path, std::ios::binary) << text;
}

void run_answer(const Page& page, const Block& block) {
  const Expectation example = read_expectation(block);
  const std::optional<std::string> real = answer(page, block, example);
  ASSERT_TRUE(real) << page.name << ":" << block.line << ": unknown kind of block " << block.kind;
  if (is_update()) return;
  if (block.kind != "spoor-lint") {
    EXPECT_FALSE(example.expected.empty()) << page.name << ":" << block.line << ": nothing is expected";
  }
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

TEST(Coverage, EveryClauseWithMemoryHasItsPage) {
  const Page* overview = find_page("memory.md");
  ASSERT_TRUE(overview);
  static constexpr std::string_view kClauses[] = {
#define STATE(id, sentence) #id,
#include "lang/clauses.def"
  };
  for (const std::string_view word_of_clause : kClauses) {
    const std::string clause(word_of_clause);
    const std::string name = fmt::format("memory/{}.md", clause);
    const Page* page = find_page(name);
    ASSERT_TRUE(page) << "write spec/" << name;
    EXPECT_NE(overview->text.find(fmt::format("]({})", name)), std::string::npos) << "memory.md does not name " << name;
    std::string rules;
    for (const Block& block : page->blocks) {
      if (block.kind == "spoor-rule") rules += block.text;
    }
    for (const std::string& word : {clause + " ", std::string(" fires"), std::string(" silent")}) {
      EXPECT_NE(rules.find(word), std::string::npos) << name << " has no rule with `" << word << "`";
    }
  }
}

// Their causes do not fit on a page; the tests below make them, and tests/cli/place_formats_test.py the last one.
const std::set<DiagnosticKind> kNotOnAPage = {DiagnosticKind::not_utf8,          DiagnosticKind::nested_too_deep,
                                              DiagnosticKind::source_too_large,  DiagnosticKind::expansion_too_large,
                                              DiagnosticKind::program_too_large, DiagnosticKind::absent_database,
                                              DiagnosticKind::not_formatted};

TEST(Coverage, EveryDiagnosticHasItsExample) {
  const Page* page = find_page("diagnostics.md");
  ASSERT_TRUE(page);
  std::set<std::string> shown_codes;
  for (const Block& block : page->blocks) {
    if (block.kind != "spoor-error" && block.kind != "spoor-settings" && block.kind != "spoor-failures") continue;
    const std::string expected = read_expectation(block).expected;
    shown_codes.insert(expected.substr(0, expected.find(' ')));
  }
  for (std::size_t index = 0; index < diagnostic_kind_count(); ++index) {
    const auto kind = static_cast<DiagnosticKind>(index);
    if (find_lint(kind) != nullptr) continue;  // they have pages of their own
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
