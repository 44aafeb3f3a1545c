#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace spoor {

// A number by its mathematical value. Every value has exactly one representation, so that equal numbers are equal
// bit for bit and can be interned and hashed: whole numbers are `integer` where int64 holds them, else `natural`
// where uint64 does; all others, and the infinities, are `real`. There is no NaN and no negative zero.
struct Number {
  enum class Kind : std::uint8_t { integer, natural, real };

  Kind kind = Kind::integer;
  std::uint64_t bits = 0;  // int64 or uint64 as they are, or the bit pattern of the double

  static Number from_integer(std::int64_t value);
  static Number from_natural(std::uint64_t value);
  static Number from_real(double value);  // REQUIRES: not NaN. Whole values become integer or natural.

  std::int64_t integer() const;   // REQUIRES: kind == integer
  std::uint64_t natural() const;  // REQUIRES: kind == natural
  double real() const;            // REQUIRES: kind == real

  friend bool operator==(const Number&, const Number&) = default;
};

double to_double(const Number& number);  // the nearest

// By exact mathematical value: 2^63 and 9223372036854775807.0 are told apart.
std::strong_ordering compare(const Number& a, const Number& b);

// Reads a number as JSON spells it, the whole text. A whole number beyond uint64 is the nearest double; beyond the
// doubles it is an infinity. Nothing for any other text ("01", "+1", "1.", ".5", "NaN", "").
std::optional<Number> parse_number(std::string_view text);

// The shortest JSON text that reads back as the same number; the infinities as 1e999 and -1e999.
std::string to_text(const Number& number);

}  // namespace spoor
