#include "lang/values/number.h"

#include <gtest/gtest.h>

#include <limits>

namespace spoor {
namespace {

struct NumberReading {
  std::string_view text;
  std::string_view expected;  // kind and text; empty: no number
};

std::string shown(std::string_view text) {
  const auto number = parse_number(text);
  if (!number) return "";
  constexpr std::string_view kKinds[] = {"integer ", "natural ", "real "};
  return std::string(kKinds[static_cast<std::size_t>(number->kind)]) + to_text(*number);
}

TEST(Number, ReadsWhatJsonSpells) {
  const NumberReading readings[] = {
      {"0", "integer 0"},
      {"-0", "integer 0"},
      {"-0.0", "integer 0"},
      {"0e999999999999999999999", "integer 0"},
      {"42", "integer 42"},
      {"-17", "integer -17"},
      {"1.0", "integer 1"},
      {"1e2", "integer 100"},
      {"1E+2", "integer 100"},
      {"1200e-2", "integer 12"},
      {"1.20e1", "integer 12"},
      {"9223372036854775807", "integer 9223372036854775807"},
      {"9223372036854775807.0", "integer 9223372036854775807"},
      {"-9223372036854775808", "integer -9223372036854775808"},
      {"9223372036854775808", "natural 9223372036854775808"},
      {"18446744073709551615", "natural 18446744073709551615"},
      {"18446744073709551616", "real 18446744073709551616"},
      {"-9223372036854775809", "integer -9223372036854775808"},
      {"123456789012345678901234567890", "real 1.2345678901234568e+29"},
      {"1.5", "real 1.5"},
      {"8.8E-5", "real 8.8e-05"},
      {"0.1", "real 0.1"},
      {"5e-324", "real 5e-324"},
      {"1e-400", "integer 0"},
      {"-1e-400", "integer 0"},
      {"0.001e-999999999999999999999", "integer 0"},
      {"1e400", "real 1e999"},
      {"-1e400", "real -1e999"},
      {"0.0001e99999999999999999999", "real 1e999"},
      {"1.7976931348623157e308", "real 1.7976931348623157e+308"},
      {"1.7976931348623159e308", "real 1e999"},
      {"", ""},
      {"-", ""},
      {"01", ""},
      {"-01", ""},
      {"+1", ""},
      {"1.", ""},
      {".5", ""},
      {"1e", ""},
      {"1e+", ""},
      {"1.e5", ""},
      {"0x10", ""},
      {"NaN", ""},
      {"Infinity", ""},
      {"1 ", ""},
      {" 1", ""},
      {"1_000", ""},
      {"1,5", ""},
      {"--1", ""},
  };
  for (const auto& [text, expected] : readings) EXPECT_EQ(shown(text), expected) << text;
}

TEST(Number, TextReadsBackAsTheSameNumber) {
  const Number numbers[] = {Number::from_real(0.1),
                            Number::from_real(1e300),
                            Number::from_real(-std::numeric_limits<double>::infinity()),
                            Number::from_real(std::numeric_limits<double>::infinity()),
                            Number::from_real(std::numeric_limits<double>::denorm_min()),
                            Number::from_real(-9223372036854777856.0),
                            Number::from_integer(std::numeric_limits<std::int64_t>::min()),
                            Number::from_natural(std::numeric_limits<std::uint64_t>::max())};
  for (const Number& number : numbers) EXPECT_EQ(parse_number(to_text(number)), number) << to_text(number);
}

TEST(Number, HasOneRepresentation) {
  EXPECT_EQ(Number::from_real(3.0), Number::from_integer(3));
  EXPECT_EQ(Number::from_real(-0.0), Number::from_integer(0));
  EXPECT_EQ(Number::from_natural(3), Number::from_integer(3));
  EXPECT_EQ(Number::from_real(9223372036854775808.0), Number::from_natural(1ULL << 63));
  EXPECT_EQ(Number::from_real(-9223372036854775808.0), Number::from_integer(std::numeric_limits<std::int64_t>::min()));
  EXPECT_EQ(Number::from_real(18446744073709551616.0).kind, Number::Kind::real);
}

TEST(Number, ComparesByExactValue) {
  // Ascending; every pair is compared both ways.
  const std::string_view ascending[] = {"-1e400",
                                        "-1e300",
                                        "-9223372036854777856",
                                        "-9223372036854775808",
                                        "-9223372036854775807",
                                        "-9007199254740993",
                                        "-1.5",
                                        "-1",
                                        "-0.5",
                                        "0",
                                        "5e-324",
                                        "0.5",
                                        "1",
                                        "1.5",
                                        "2",
                                        "4503599627370495.5",
                                        "4503599627370496",
                                        "9007199254740992",
                                        "9007199254740993",
                                        "9223372036854775807",
                                        "9223372036854775808",
                                        "18446744073709551615",
                                        "18446744073709551616",
                                        "1e300",
                                        "1e400"};
  for (std::size_t i = 0; i < std::size(ascending); ++i) {
    for (std::size_t j = 0; j < std::size(ascending); ++j) {
      EXPECT_EQ(compare(*parse_number(ascending[i]), *parse_number(ascending[j])), i <=> j)
          << ascending[i] << " and " << ascending[j];
    }
  }
}

TEST(Number, TakesTimeLinearInItsLength) {
  EXPECT_EQ(shown(std::string(4'000'000, '9')), "real 1e999");
  EXPECT_EQ(shown("0." + std::string(4'000'000, '0') + "1"), "integer 0");
  EXPECT_EQ(shown("1" + std::string(400, '0') + "e-400"), "integer 1");
}

}  // namespace
}  // namespace spoor
