#include "cli/render/cells.h"

#include <gtest/gtest.h>

namespace spoor {
namespace {

TEST(TerminalCell, EscapesWhatWouldActOnTheTerminal) {
  EXPECT_EQ(terminal_cell("a b é 漢 🙂"), "a b é 漢 🙂");
  EXPECT_EQ(terminal_cell("\033[31m\n\t\x7F"), "\\x1b[31m\\x0a\\x09\\x7f");
  EXPECT_EQ(terminal_cell("\u009b31m"), "\\x9b31m");               // CSI in one character
  EXPECT_EQ(terminal_cell("\u202Eevil"), "\\u202eevil");           // turns what follows
  EXPECT_EQ(terminal_cell("a\u200Bb\uFEFF"), "a\\u200bb\\ufeff");  // cannot be seen
  EXPECT_EQ(terminal_cell("\U000E0041"), "\\ue0041");
}

TEST(TerminalCell, TakesAnyBytes) {
  EXPECT_EQ(terminal_cell("\xFF"), "\\xff");
  EXPECT_EQ(terminal_cell("\xC3"), "\\xc3");
  EXPECT_EQ(terminal_cell("\xC3\033[31m"), "\\xc3\\x1b[31m");  // no escape hides behind half a character
  EXPECT_EQ(terminal_cell("\xF0\x9F\x99"), "\\xf0\\x9f\\x99");
  EXPECT_EQ(terminal_cell(std::string_view("\0", 1)), "\\x00");
}

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(display_width(""), 0U);
  EXPECT_EQ(display_width("aé"), 2U);
  EXPECT_EQ(display_width("漢字"), 4U);
  EXPECT_EQ(display_width("🙂"), 2U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
}

TEST(Fitted, NeverTakesMoreThanItsWidth) {
  EXPECT_EQ(fitted("abcdef", 6), "abcdef");
  EXPECT_EQ(fitted("abcdef", 4), "abc…");
  EXPECT_EQ(fitted("abcdef", 1), "…");
  EXPECT_EQ(fitted("abcdef", 0), "");
  EXPECT_EQ(fitted("éééé", 4), "éééé");
  EXPECT_EQ(fitted("漢字漢字", 4), "漢…");  // half a character does not fit
  for (std::size_t width = 0; width < 12; ++width)
    EXPECT_LE(display_width(fitted("a漢b字🙂e\u0301xyz", width)), width);
}

TEST(CsvCell, IsQuotedAsRfc4180Says) {
  EXPECT_EQ(csv_cell("plain text"), "plain text");
  EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_cell("a\"b"), "\"a\"\"b\"");
  EXPECT_EQ(csv_cell("a\r\nb"), "\"a\r\nb\"");
  EXPECT_EQ(csv_cell(""), "");
}

TEST(CsvCell, IsNoFormula) {
  for (const char* text : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"}) EXPECT_EQ(csv_cell(text), std::string("'") + text);
  EXPECT_EQ(csv_cell("\rx"), "\"'\rx\"");
  EXPECT_EQ(csv_cell("=\"a\",b"), "\"'=\"\"a\"\",b\"");
}

}  // namespace
}  // namespace spoor
