#include "lang/values/number.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>

#include "lang/values/characters.h"

namespace spoor {

namespace {

constexpr double kTwoTo63 = 9223372036854775808.0;
constexpr double kTwoTo64 = 18446744073709551616.0;
constexpr std::uint64_t kMinIntegerMagnitude = 1ULL << 63;

// The parts of a number as JSON spells it.
struct Spelling {
  bool is_negative = false;
  std::string_view whole;
  std::string_view fraction;
  std::int64_t exponent = 0;  // saturated far beyond what any double holds
};

std::string_view take_digits(std::string_view& rest) {
  std::size_t size = 0;
  while (size < rest.size() && is_digit(rest[size])) ++size;
  const std::string_view digits = rest.substr(0, size);
  rest.remove_prefix(size);
  return digits;
}

bool take(std::string_view& rest, char c) {
  if (!rest.starts_with(c)) return false;
  rest.remove_prefix(1);
  return true;
}

std::int64_t saturated(std::string_view digits) {
  constexpr std::int64_t kFar = 1'000'000'000'000;
  std::int64_t value = 0;
  for (const char c : digits) {
    if (value < kFar) value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<Spelling> split(std::string_view text) {
  Spelling spelling;
  spelling.is_negative = take(text, '-');
  spelling.whole = take_digits(text);
  if (spelling.whole.empty() || (spelling.whole.size() > 1 && spelling.whole[0] == '0')) return std::nullopt;
  if (take(text, '.')) {
    spelling.fraction = take_digits(text);
    if (spelling.fraction.empty()) return std::nullopt;
  }
  if (take(text, 'e') || take(text, 'E')) {
    const bool is_negative = take(text, '-');
    if (!is_negative) take(text, '+');
    const std::string_view digits = take_digits(text);
    if (digits.empty()) return std::nullopt;
    spelling.exponent = is_negative ? -saturated(digits) : saturated(digits);
  }
  if (!text.empty()) return std::nullopt;
  return spelling;
}

bool append_digit(std::uint64_t& value, unsigned digit) {
  return !__builtin_mul_overflow(value, 10U, &value) && !__builtin_add_overflow(value, digit, &value);
}

// The magnitude, if it is a whole number that uint64 holds: `12`, but also `1.20e1` and `1200e-2`.
std::optional<std::uint64_t> whole_magnitude(const Spelling& spelling) {
  const auto whole_size = static_cast<std::int64_t>(spelling.whole.size());
  const auto size = whole_size + static_cast<std::int64_t>(spelling.fraction.size());
  const auto digit = [&](std::int64_t at) {
    const char c = at < whole_size ? spelling.whole[static_cast<std::size_t>(at)]
                                   : spelling.fraction[static_cast<std::size_t>(at - whole_size)];
    return static_cast<unsigned>(c - '0');
  };
  const std::int64_t point = whole_size + spelling.exponent;  // digits that stand before it
  std::uint64_t magnitude = 0;
  for (std::int64_t at = 0; at < size; ++at) {
    if (at >= point ? digit(at) != 0 : !append_digit(magnitude, digit(at))) return std::nullopt;
  }
  for (std::int64_t at = size; at < point && magnitude != 0; ++at) {
    if (!append_digit(magnitude, 0)) return std::nullopt;
  }
  return magnitude;
}

// What from_chars leaves open: an infinity if the first digit that counts stands before the point, else zero.
double out_of_range(const Spelling& spelling) {
  const std::size_t in_whole = spelling.whole.find_first_not_of('0');
  std::int64_t position = static_cast<std::int64_t>(spelling.whole.size());
  if (in_whole == std::string_view::npos) {
    position = -static_cast<std::int64_t>(spelling.fraction.find_first_not_of('0'));
  }
  const double magnitude = position + spelling.exponent > 0 ? std::numeric_limits<double>::infinity() : 0.0;
  return spelling.is_negative ? -magnitude : magnitude;
}

double nearest_real(std::string_view text, const Spelling& spelling) {
  double value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  return result.ec == std::errc{} ? value : out_of_range(spelling);
}

std::strong_ordering flipped(std::strong_ordering order) { return 0 <=> order; }

// REQUIRES: `real` is not whole, or beyond int64 and uint64.
std::strong_ordering compare_whole_with_real(const Number& whole, double real) {
  if (real >= kTwoTo64) return std::strong_ordering::less;
  if (real < -kTwoTo63) return std::strong_ordering::greater;
  // Doubles with a fraction are below 2^53, so every natural is above them.
  if (whole.kind == Number::Kind::natural) return std::strong_ordering::greater;
  const double floor = std::floor(real);
  return whole.integer() <= static_cast<std::int64_t>(floor) ? std::strong_ordering::less
                                                             : std::strong_ordering::greater;
}

}  // namespace

Number Number::from_integer(std::int64_t value) { return {Kind::integer, static_cast<std::uint64_t>(value)}; }

Number Number::from_natural(std::uint64_t value) {
  return {value < kMinIntegerMagnitude ? Kind::integer : Kind::natural, value};
}

Number Number::from_real(double value) {
  if (value == std::trunc(value)) {
    if (value >= -kTwoTo63 && value < kTwoTo63) return from_integer(static_cast<std::int64_t>(value));
    if (value >= kTwoTo63 && value < kTwoTo64) return from_natural(static_cast<std::uint64_t>(value));
  }
  return {Kind::real, std::bit_cast<std::uint64_t>(value)};
}

std::int64_t Number::integer() const { return static_cast<std::int64_t>(bits); }
std::uint64_t Number::natural() const { return bits; }
double Number::real() const { return std::bit_cast<double>(bits); }

double to_double(const Number& number) {
  switch (number.kind) {
    case Number::Kind::integer: return static_cast<double>(number.integer());
    case Number::Kind::natural: return static_cast<double>(number.natural());
    case Number::Kind::real: return number.real();
  }
  return 0;
}

std::strong_ordering compare(const Number& a, const Number& b) {
  using Kind = Number::Kind;
  if (a == b) return std::strong_ordering::equal;
  if (a.kind == Kind::real && b.kind == Kind::real) {
    return a.real() < b.real() ? std::strong_ordering::less : std::strong_ordering::greater;
  }
  if (b.kind == Kind::real) return compare_whole_with_real(a, b.real());
  if (a.kind == Kind::real) return flipped(compare_whole_with_real(b, a.real()));
  if (a.kind != b.kind) return a.kind == Kind::integer ? std::strong_ordering::less : std::strong_ordering::greater;
  return a.kind == Kind::integer ? a.integer() <=> b.integer() : a.natural() <=> b.natural();
}

std::optional<Number> parse_number(std::string_view text) {
  const auto spelling = split(text);
  if (!spelling) return std::nullopt;
  if (const auto magnitude = whole_magnitude(*spelling)) {
    if (!spelling->is_negative) return Number::from_natural(*magnitude);
    if (*magnitude <= kMinIntegerMagnitude) return Number::from_integer(static_cast<std::int64_t>(0 - *magnitude));
  }
  return Number::from_real(nearest_real(text, *spelling));
}

std::string to_text(const Number& number) {
  switch (number.kind) {
    case Number::Kind::integer: return std::to_string(number.integer());
    case Number::Kind::natural: return std::to_string(number.natural());
    case Number::Kind::real: break;
  }
  if (std::isinf(number.real())) return number.real() < 0 ? "-1e999" : "1e999";
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number.real()).ptr;
  return {buffer.data(), end};
}

}  // namespace spoor
