#include "lang/values/fold.h"

#include <gtest/gtest.h>

#include "lang/values/utf8.h"

namespace spoor {
namespace {

TEST(Fold, FoldsAsUnicodesSimpleFoldingDoes) {
  struct {
    std::string_view text;
    std::string_view expected;
  } const cases[] = {
      {"", ""},
      {"StopLogging", "stoplogging"},
      {"@AZ[`az{09", "@az[`az{09"},
      {"ÄÖÜ", "äöü"},
      {"ÿŸ", "ÿÿ"},
      {"ĀāĂă", "āāăă"},
      {"ΣΑΣ", "σασ"},
      {"ς", "σ"},
      {"Привет", "привет"},
      {"ẞß", "ßß"},          // simple folding does not lengthen: no `ss`
      {"İIıi", "İiıi"},      // nor does it know Turkish
      {"\u212A", "k"},       // the Kelvin sign
      {"\u1E9B", "\u1E61"},  // long s with dot
      {"Ꭰ", "Ꭰ"},            // Cherokee folds to its upper case
      {"\uAB70", "Ꭰ"},       //
      {"\U00010400", "\U00010428"},
      {"日本語", "日本語"},
      {"😀", "😀"},
      {"A\xFF\xC3", "a\xFF\xC3"},
      {"\xC0\x81Z\xED\xA0\x80", "\xC0\x81z\xED\xA0\x80"},
  };
  for (const auto& [text, expected] : cases) {
    EXPECT_EQ(folded(text), expected) << text;
    EXPECT_EQ(is_folded(text), text == expected) << text;
    EXPECT_TRUE(is_folded(expected)) << text;
  }
}

TEST(Fold, IsDoneAfterOnce) {
  std::size_t moved = 0;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const char32_t once = fold(c);
    ASSERT_EQ(fold(once), once) << static_cast<std::uint32_t>(c);
    moved += once != c ? 1 : 0;
    std::string text, expected;
    append_utf8(c, text);
    append_utf8(once, expected);
    ASSERT_EQ(folded(text), expected) << static_cast<std::uint32_t>(c);
    ASSERT_EQ(is_folded(text), once == c) << static_cast<std::uint32_t>(c);
  }
  EXPECT_EQ(moved, 1454U);  // rows of CaseFolding-15.0.0 with status C or S
}

TEST(Fold, AppendsToWhatIsThere) {
  std::string out = "Kept";
  append_folded("ÄB", out);
  EXPECT_EQ(out, "Keptäb");
}

TEST(Fold, CountsCodePoints) {
  EXPECT_EQ(count_code_points(""), 0U);
  EXPECT_EQ(count_code_points("abc"), 3U);
  EXPECT_EQ(count_code_points("äß日😀"), 4U);
}

}  // namespace
}  // namespace spoor
