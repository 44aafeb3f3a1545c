#include "lang/visible.h"

#include <gtest/gtest.h>

namespace spoor {
namespace {

TEST(Visible, EscapesWhatWouldActOnTheTerminal) {
  EXPECT_EQ(visible("a b é 漢 🙂"), "a b é 漢 🙂");
  EXPECT_EQ(visible("\033[31m\n\t\x7F"), "\\x1b[31m\\x0a\\x09\\x7f");
  EXPECT_EQ(visible("\u009b31m"), "\\x9b31m");               // CSI in one character
  EXPECT_EQ(visible("\u202Eevil"), "\\u202eevil");           // turns what follows
  EXPECT_EQ(visible("a\u200Bb\uFEFF"), "a\\u200bb\\ufeff");  // cannot be seen
  EXPECT_EQ(visible("\U000E0041"), "\\ue0041");
}

TEST(Visible, TakesAnyBytes) {
  EXPECT_EQ(visible("\xFF"), "\\xff");
  EXPECT_EQ(visible("\xC3"), "\\xc3");
  EXPECT_EQ(visible("\xC3\033[31m"), "\\xc3\\x1b[31m");  // no escape hides behind half a character
  EXPECT_EQ(visible("\xF0\x9F\x99"), "\\xf0\\x9f\\x99");
  EXPECT_EQ(visible(std::string_view("\0", 1)), "\\x00");
}

TEST(VisibleInPlace, KeepsColumns) {
  EXPECT_EQ(visible_in_place("a\tb\033c\u009bd\u202Ee\xFF\xC3 é"), "a b.c.d.e.. é");
}

TEST(Visible, StartOfATextHasWholeCharacters) {
  EXPECT_EQ(visible_start("abc", 3), "abc");
  EXPECT_EQ(visible_start("abcd", 3), "abc...");
  EXPECT_EQ(visible_start("ab漢", 4), "ab...");
  EXPECT_EQ(visible_start("ab漢", 5), "ab漢");
  EXPECT_EQ(visible_start("漢", 2), "...");
}

}  // namespace
}  // namespace spoor
