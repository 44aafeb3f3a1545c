#include <gtest/gtest.h>

#include "cli/render/markdown_text.h"
#include "cli/report/html_text.h"

// Text that people write, as pages have it: nothing of it becomes markup.
namespace spoor {
namespace {

TEST(MarkdownText, EscapesWhatWouldBeMarkup) {
  EXPECT_EQ(markdown_prose("a *b* [c](d) <e> f_g _h_"), R"(a \*b\* \[c\](d) \<e\> f_g \_h\_)");
  EXPECT_EQ(markdown_prose("R&D & `x|y` &amp;"), R"(R&D & `x|y` \&amp;)");
  EXPECT_EQ(markdown_prose("R&D"), "R&D");
  EXPECT_EQ(markdown_prose("one ` tick"), R"(one \` tick)");
  EXPECT_EQ(markdown_prose("two\nlines\x1b"), R"(two lines\\x1b)");
}

TEST(MarkdownText, EscapesWhatWouldBeginABlock) {
  EXPECT_EQ(markdown_prose("# no heading"), R"(\# no heading)");
  EXPECT_EQ(markdown_prose("- no item"), R"(\- no item)");
  EXPECT_EQ(markdown_prose("1. no item"), R"(1\. no item)");
  EXPECT_EQ(markdown_prose("1.5 times"), R"(1\.5 times)");
  EXPECT_EQ(markdown_prose("10 times"), "10 times");
}

TEST(MarkdownText, EscapesPipesOfCodeInTablesAlone) {
  EXPECT_EQ(markdown_code("a|b"), "`a|b`");
  EXPECT_EQ(markdown_code("a|b", MarkdownPlace::table), R"(`a\|b`)");
  EXPECT_EQ(markdown_prose("`a|b` | c", MarkdownPlace::table), R"(`a\|b` \| c)");
}

TEST(MarkdownText, FencesAreLongerThanWhatTheyHold) {
  EXPECT_EQ(markdown_code("a`b"), "``a`b``");
  EXPECT_EQ(markdown_code("`a``b"), "``` `a``b ```");
  EXPECT_EQ(markdown_block("a\n", "text"), "```text\na\n```");
  EXPECT_EQ(markdown_block("```\nx\n", "text"), "````text\n```\nx\n````");
}

TEST(MarkdownText, LinksOnlyToTheWeb) {
  EXPECT_EQ(markdown_link("https://example.org/a?b=1"), "<https://example.org/a?b=1>");
  EXPECT_EQ(markdown_link("https://example.org/a b"), "https://example.org/a b");
  EXPECT_EQ(markdown_link("javascript:alert(1)"), "javascript:alert(1)");
  EXPECT_EQ(markdown_link("https://a/>x"), R"(https://a/\>x)");
  EXPECT_EQ(heading_link("aws.key_Made"), "[aws.key_Made](#awskey_made)");
}

TEST(HtmlText, HasNoMarkup) {
  EXPECT_EQ(html_text("<a href=\"x\">&amp;</a>\n"), "&lt;a href=&quot;x&quot;&gt;&amp;amp;&lt;/a&gt; ");
  EXPECT_EQ(html_lines("a <\n b\n"), "a &lt;\n b\n");
  EXPECT_EQ(html_prose("a `<b>` c"), "a <code>&lt;b&gt;</code> c");
  EXPECT_EQ(html_prose("a `b"), "a `b");
  EXPECT_EQ(html_word("Defense \"Evasion\""), "defense-&quot;evasion&quot;");
}

TEST(HtmlText, LinksOnlyToTheWeb) {
  EXPECT_EQ(html_link("https://a/?b&c"), R"(<a href="https://a/?b&amp;c" rel="noreferrer">https://a/?b&amp;c</a>)");
  EXPECT_EQ(html_link("javascript:alert(1)"), "javascript:alert(1)");
}

}  // namespace
}  // namespace spoor
