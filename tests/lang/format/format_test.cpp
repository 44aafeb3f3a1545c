// The canonical form of rule files that ship, that the manual shows, and that nobody wrote. SPOOR_FORMAT_CASES sets how
// many of the last.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "lang/layout.h"
#include "lang/lexeme.h"
#include "lang/parse.h"
#include "lang/print.h"
#include "lang/printer.h"
#include "tests/lang/format/generate.h"
#include "tests/setting.h"
#include "tests/spec/page.h"

namespace spoor {
namespace {

const std::filesystem::path kRoot = SPOOR_SOURCE_DIR;

std::string without_space(std::string_view json) {
  std::string out;
  bool is_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (is_space(json[i]) && !is_string) continue;
    if (json[i] == '"') is_string = !is_string;
    out += json[i];
    if (is_string && json[i] == '\\') out += json[++i];
  }
  return out;
}

// All that a file says, and nothing of how it is laid out.
class Meaning {
 public:
  explicit Meaning(std::string text) {
    const SourceId id = sources_.add("file", std::move(text));
    parsed_ = parse(sources_, id);
  }

  bool ok() const { return !has_error(parsed_.diagnostics); }
  std::string errors() const {
    return parsed_.diagnostics.empty() ? "" : render(parsed_.diagnostics[0], sources_, false);
  }
  const SourceFile& file() const { return sources_[parsed_.tree.source]; }

  std::string text() const {
    const Ast& tree = parsed_.tree;
    std::string out = without_positions(to_text(tree, sources_));
    for (const ast::List& list : tree.lists) out += fmt::format("{}\n", static_cast<int>(list.type));
    for (const ast::Table& table : tree.tables) {
      out += fmt::format("{} {}\n", static_cast<int>(table.type), table.key_column);
    }
    for (const ast::Sample& sample : tree.samples) out += without_space(sample.event.text) + "\n";
    for (const ast::Rule& rule : tree.rules) add(rule.clauses, out);
    for (const ast::Tune& tune : tree.tunes) {
      add(tune.clauses, out);
      for (const ast::List& list : tune.lists) out += fmt::format("{}\n", static_cast<int>(list.type));
    }
    return out;
  }

  std::vector<std::string> comments() const {
    std::vector<std::string> out;
    for (const ast::Comment& comment : parsed_.tree.comments) {
      out.emplace_back(comment_text(file().text(), comment.span.begin));
    }
    return out;
  }

 private:
  static std::string without_positions(const std::string& dump) {
    std::string out;
    for (std::size_t at = 0; at < dump.size();) {
      const std::size_t end = dump.find('\n', at) + 1;
      out += dump.substr(at, end - at).substr(std::max<std::size_t>(9, dump.find(' ', at) - at));
      at = end;
    }
    return out;
  }

  static void add(const ast::Clauses& clauses, std::string& out) {
    for (const ast::Exception& exception : clauses.exceptions) {
      out += exception.reason.value_or("-") + "\n";
      out += exception.until ? to_text(Literal(*exception.until)) + "\n" : "-\n";
    }
    for (const ast::RuleTest& test : clauses.tests) {
      out += fmt::format("times {}\n", test.times.value_or(0));
      for (const ast::Mock& mock : test.mocks) {
        out += fmt::format("{} {} {}\n", mock.table, to_text(mock.key), without_space(mock.row.text));
      }
      for (const ast::Feed& feed : test.feeds) {
        out += fmt::format("{} x{} {} {} {}\n", feed.at ? to_text(Literal(*feed.at)) : "-", feed.repeat,
                           feed.every ? to_text(Literal(*feed.every)) : "-", feed.sample,
                           feed.event ? without_space(feed.event->text) : "-");
      }
    }
  }

  Sources sources_;
  Parsed parsed_;
};

std::string canonical(const std::string& text) { return formatted(Meaning(text).file()); }

void expect_kept(const std::string& text) {
  const Meaning before(text);
  ASSERT_TRUE(before.ok()) << before.errors() << text;
  const std::string once = formatted(before.file());
  const Meaning after(once);
  ASSERT_TRUE(after.ok()) << text << "\n---\n" << once;
  ASSERT_EQ(before.text(), after.text()) << text << "\n---\n" << once;
  ASSERT_EQ(before.comments(), after.comments()) << text << "\n---\n" << once;
  const std::string twice = formatted(after.file());
  ASSERT_TRUE(once == twice) << text << "\n---\n" << once << "\n---\n" << twice;
}

std::string content(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Format, KeepsWhatGeneratedFilesSay) {
  const std::uint64_t cases = test::setting("SPOOR_FORMAT_CASES", 100'000);
  const std::uint64_t first = test::setting("SPOOR_FORMAT_SEED", 1);
  for (std::uint64_t seed = first; seed < first + cases; ++seed) {
    SCOPED_TRACE(fmt::format("SPOOR_FORMAT_SEED={}", seed));
    ASSERT_NO_FATAL_FAILURE(expect_kept(RuleGenerator(seed).file()));
  }
}

TEST(Format, LeavesTheRulesThatShipAsTheyAre) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kRoot / "rules")) {
    if (entry.path().extension() != ".spoor") continue;
    ++files;
    const std::string text = content(entry.path());
    EXPECT_EQ(canonical(text), text) << entry.path();
    ASSERT_NO_FATAL_FAILURE(expect_kept(text));
  }
  EXPECT_GT(files, 5U);
}

TEST(Format, KeepsWhatTheManualSays) {
  std::size_t rules = 0;
  for (const spec::Page& page : spec::read_pages(kRoot / "spec")) {
    for (const spec::Block& block : page.blocks) {
      SCOPED_TRACE(fmt::format("{}:{}", page.name, block.line));
      if (block.kind == "spoor-rule") {
        ++rules;
        for (const auto& file : spec::read_expectation(block).files) {
          if (!file.name.ends_with(".spoor")) continue;
          ASSERT_NO_FATAL_FAILURE(expect_kept(file.text));
        }
      } else if (block.kind == "spoor-test") {
        ASSERT_NO_FATAL_FAILURE(expect_kept("def d = " + spec::read_example(block).condition + "\n"));
      }
    }
  }
  EXPECT_GT(rules, 3U);
}

TEST(Format, EndsLinesOneWay) {
  EXPECT_EQ(canonical("\xEF\xBB\xBFrule r {\r\n\twhere a == 1 # c \t\r\n}"), "rule r {\n  where a == 1  # c\n}\n");
  EXPECT_EQ(canonical("\n\n"), "");
  EXPECT_EQ(canonical("# only\n\n\n\n# these"), "# only\n\n# these\n");
}

TEST(Format, TouchesNoString) {
  const std::string text = "def d = a == \"x\r\n\ty\" or a == r\"#\"\n";
  EXPECT_NE(canonical(text).find("\"x\r\n\ty\""), std::string::npos);
  ASSERT_NO_FATAL_FAILURE(expect_kept(text));
}

// Deep and wide input costs what its size is.
TEST(Format, IsBoundedByItsInput) {
  const std::string deep = "sample s = {\n\"a\":" + std::string(1'000, '[') + std::string(1'000, ']') + "}";
  EXPECT_LT(canonical(deep).size(), 200 * deep.size());
  std::string wide = "def d = a == 1";
  for (int i = 0; i < 50'000; ++i) wide += "\nor a == 1";
  ASSERT_NO_FATAL_FAILURE(expect_kept(wide));
}

TEST(Format, CountsColumnsInCharacters) { EXPECT_EQ(column_count("a\xC3\xA9\xF0\x9F\x98\x80"), 3U); }

}  // namespace
}  // namespace spoor
