#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "compiler/lint/lint_info.h"
#include "lang/diagnostic.h"
#include "tests/checkout.h"
#include "tests/spec/answers.h"
#include "tests/spec/page.h"

// Each lint has a page, spec/lints/ID.md, and a row of the table in spec/lints.md.
namespace spoor::spec {
namespace {

bool has_page(const LintInfo& lint) { return std::filesystem::exists(test::kSpec / page_of_lint(lint)); }

// What a page begins with.
std::string opening(const LintInfo& lint) {
  std::string sentence(info(lint.kind).sentence);
  sentence[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence[0])));
  return fmt::format("# {} {}\n\n{}.\n", info(lint.kind).code, lint.id, sentence);
}

std::string fix_text(FixSafety fix) {
  switch (fix) {
    case FixSafety::none: return "";
    case FixSafety::safe: return "safe";
    case FixSafety::unsafe: return "unsafe";
  }
  return "";
}

constexpr std::string_view kLintsHead = "| code | lint | level | fix | family | finds |\n|---|---|---|---|---|---|\n";

std::string overview_table() {
  std::string table(kLintsHead);
  for (const LintInfo& lint : lints()) {
    const DiagnosticInfo& row = info(lint.kind);
    const std::string link =
        has_page(lint) ? fmt::format("[{}]({})", lint.id, page_of_lint(lint)) : std::string(lint.id);
    table += fmt::format("| {} | {} | {} | {} | {} | {} |\n", row.code, link,
                         severity_names()[static_cast<std::size_t>(row.severity)], fix_text(lint.fix),
                         to_text(lint.family), row.sentence);
  }
  return table;
}

// The table on the page: from its head to the first line that is no row.
std::string_view table_in(std::string_view text) {
  const std::size_t begin = text.find(kLintsHead);
  if (begin == std::string_view::npos) return {};
  std::size_t end = begin;
  while (end < text.size() && text[end] == '|') end = std::min(text.find('\n', end), text.size() - 1) + 1;
  return text.substr(begin, end - begin);
}

// SPOOR_UPDATE=1 writes the table into the page.
TEST(LintPages, OverviewIsTheTableOfLints) {
  Page page = read_page(test::kSpec / "lints.md", "lints.md");
  const std::string_view found = table_in(page.text);
  ASSERT_FALSE(found.empty()) << "lints.md has no table of lints";
  const std::string table = overview_table();
  if (std::getenv("SPOOR_UPDATE") != nullptr) {
    page.text.replace(static_cast<std::size_t>(found.data() - page.text.data()), found.size(), table);
    std::ofstream(page.path, std::ios::binary) << page.text;
    return;
  }
  EXPECT_EQ(found, table);
}

TEST(LintPages, BeginWithWhatTheTableSays) {
  for (const LintInfo& lint : lints()) {
    if (!has_page(lint)) continue;
    const Page page = read_page(test::kSpec / page_of_lint(lint), page_of_lint(lint));
    EXPECT_EQ(page.text.substr(0, opening(lint).size()), opening(lint)) << page.name;
  }
}

TEST(LintPages, EveryLintHasOneWithBothKindsOfExamples) {
  for (const LintInfo& lint : lints()) {
    ASSERT_TRUE(has_page(lint)) << "write spec/" << page_of_lint(lint);
    const Page page = read_page(test::kSpec / page_of_lint(lint), page_of_lint(lint));
    bool finds = false, is_silent = false;
    for (const Block& block : page.blocks) {
      if (block.kind != "spoor-lint") continue;
      (read_expectation(block).expected.empty() ? is_silent : finds) = true;
    }
    EXPECT_TRUE(finds) << page.name << " shows no rules in which the lint finds something";
    EXPECT_TRUE(is_silent) << page.name << " shows no rules in which it finds nothing";
  }
}

TEST(LintPages, ThereIsNoneOfAnythingElse) {
  for (const auto& entry : std::filesystem::directory_iterator(test::kSpec / "lints")) {
    EXPECT_NE(find_lint(entry.path().stem().string()), nullptr) << entry.path() << " is of no lint";
  }
}

}  // namespace
}  // namespace spoor::spec
