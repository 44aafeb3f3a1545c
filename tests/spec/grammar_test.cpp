#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

#include "lang/lexeme.h"
#include "lang/syntax.h"
#include "tests/spec/grammar_text.h"
#include "tests/spec/page.h"

// The manual's page on the grammar has all of it: what its blocks show is made from the grammar, so what is asked here
// is that nothing is left out.
namespace spoor::spec {
namespace {

const Page& grammar_page() {
  static const std::vector<Page> pages = read_pages(std::string(SPOOR_SOURCE_DIR) + "/spec");
  return *std::find_if(pages.begin(), pages.end(), [](const Page& page) { return page.name == "grammar.md"; });
}

// How often each name is asked for by the page's blocks.
std::map<std::string, int> shown_names() {
  std::map<std::string, int> names;
  for (const Block& block : grammar_page().blocks) {
    if (block.kind != "spoor-grammar") continue;
    std::istringstream asked(read_expectation(block).files[0].text);
    for (std::string name; asked >> name;) ++names[name];
  }
  return names;
}

// Names in the first column of the page's tables, which hold lexemes.
std::vector<std::string> described_lexemes() {
  std::vector<std::string> names;
  std::istringstream lines(grammar_page().text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("| `")) names.push_back(line.substr(3, line.find('`', 3) - 3));
  }
  return names;
}

TEST(Grammar, HasNoProblem) { EXPECT_EQ(grammar_problems(), 0U); }

TEST(GrammarPage, ShowsEveryProductionOnce) {
  std::map<std::string, int> shown = shown_names();
  for (const Production& production : productions()) {
    EXPECT_EQ(shown[production.name], 1) << production.name << " = " << production.text;
  }
  EXPECT_THAT(productions(), testing::SizeIs(testing::Gt(50U)));
}

TEST(GrammarPage, ShowsTheTablesAndNothingThatThereIsNot) {
  std::map<std::string, int> shown = shown_names();
  for (const std::string table : {"operators", "functions", "items", "clauses", "metadata", "expected"}) {
    EXPECT_EQ(shown["[" + table + "]"], 1) << table;
  }
  for (const auto& [name, count] : shown) {
    EXPECT_EQ(grammar_text(name + "\n").find("there is no"), std::string::npos) << name;
  }
}

TEST(GrammarPage, DescribesEveryLexeme) {
  EXPECT_THAT(described_lexemes(), testing::UnorderedElementsAreArray(lexeme_names()));
}

// Words in quotes that productions have.
std::set<std::string> spelled_words() {
  std::set<std::string> words;
  for (const Production& production : productions()) {
    for (std::size_t at = production.text.find('\''); at != std::string::npos;) {
      const std::size_t end = production.text.find('\'', at + 1);
      words.insert(production.text.substr(at + 1, end - at - 1));
      at = production.text.find('\'', end + 1);
    }
  }
  return words;
}

TEST(GrammarPage, NamesTheReservedWords) {
  constexpr std::string_view kBefore = "Reserved are `";
  const std::string& text = grammar_page().text;
  const std::size_t begin = text.find(kBefore);
  ASSERT_NE(begin, std::string::npos);
  std::istringstream words(
      text.substr(begin + kBefore.size(), text.find('`', begin + kBefore.size()) - begin - kBefore.size()));
  std::set<std::string> listed(std::istream_iterator<std::string>(words), {});
  std::set<std::string> reserved;
  for (const std::string& word : spelled_words()) {
    if (is_reserved(word) && is_word_start(word[0])) reserved.insert(word);
  }
  EXPECT_EQ(listed, reserved);
}

}  // namespace
}  // namespace spoor::spec
