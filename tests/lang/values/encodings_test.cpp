#include <gtest/gtest.h>

#include "lang/values/base64.h"
#include "lang/values/percent.h"

namespace spoor {
namespace {

TEST(Base64, Decodes) {
  EXPECT_EQ(decode_base64(""), "");
  EXPECT_EQ(decode_base64("YQ=="), "a");
  EXPECT_EQ(decode_base64("YQ"), "a");
  EXPECT_EQ(decode_base64("YWI="), "ab");
  EXPECT_EQ(decode_base64("YWI"), "ab");
  EXPECT_EQ(decode_base64("YWJj"), "abc");
  EXPECT_EQ(decode_base64("+/-_"), "\xFB\xFF\xBF");
  EXPECT_EQ(decode_base64("AAAA"), std::string(3, '\0'));
  EXPECT_EQ(decode_base64(" YW\r\nJj\tZA = ="), "abcd");
  EXPECT_EQ(decode_base64("YR=="), "a");  // bits behind the last byte are passed over
}

TEST(Base64, IsRefused) {
  for (const char* text : {"Y", "YWJjZ", "=", "YQ=", "YQ===", "YWJj=", "YWJj==", "YWI==", "Y===", "YQ==YQ==", "YQ=a",
                           "YQ*=", "YW\xC3\xA4", "Y,Q="}) {
    EXPECT_EQ(decode_base64(text), std::nullopt) << text;
  }
  EXPECT_EQ(decode_base64(std::string_view("YW\0j", 4)), std::nullopt);
}

// Every text of bytes, by what encoding and decoding must give.
TEST(Base64, DecodesEveryByteAtEveryPlace) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    for (int place = 0; place < 3; ++place) {
      const std::uint32_t bits = byte << (16 - 8 * place);
      std::string text, expected(3, '\0');
      for (int shift = 18; shift >= 0; shift -= 6) text += kDigits[bits >> shift & 63];
      expected[static_cast<std::size_t>(place)] = static_cast<char>(byte);
      EXPECT_EQ(decode_base64(text), expected) << text;
    }
  }
}

TEST(Percent, Decodes) {
  EXPECT_EQ(decode_percent(""), "");
  EXPECT_EQ(decode_percent("%7B%7d"), "{}");
  EXPECT_EQ(decode_percent("a+b%2B%25"), "a b+%");
  EXPECT_EQ(decode_percent("%00%ff"), std::string_view("\0\xFF", 2));
  for (const char* text : {"%", "%7", "%7G", "%G7", "% 7", "%+7", "%-1", "a%", "%0x"}) {
    EXPECT_EQ(decode_percent(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace spoor
