#include "lang/values/base64.h"

#include <array>
#include <cstdint>

namespace spoor {

namespace {

constexpr std::uint8_t kNoDigit = 64;

constexpr std::array<std::uint8_t, 256> kDigits = [] {
  std::array<std::uint8_t, 256> digits{};
  digits.fill(kNoDigit);
  std::uint8_t value = 0;
  for (const char c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")) {
    digits[static_cast<unsigned char>(c)] = value++;
  }
  digits['-'] = digits['+'];
  digits['_'] = digits['/'];
  return digits;
}();

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

std::optional<std::string> decode_base64(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3 + 2);
  std::uint32_t bits = 0;
  std::size_t digits = 0, padding = 0;
  for (const char c : text) {
    if (is_blank(c)) continue;
    if (c == '=') {
      ++padding;
      continue;
    }
    const std::uint8_t digit = kDigits[static_cast<unsigned char>(c)];
    if (digit == kNoDigit || padding > 0) return std::nullopt;
    bits = bits << 6 | digit;
    // Four digits are three bytes: each but the first of four completes one.
    if (const std::size_t place = digits++ % 4; place != 0) {
      bytes += static_cast<char>(static_cast<unsigned char>(bits >> (6 - 2 * place)));
    }
  }
  const bool is_padded_right = padding == 0 || (padding <= 2 && (digits + padding) % 4 == 0);
  if (digits % 4 == 1 || !is_padded_right) return std::nullopt;
  return bytes;
}

}  // namespace spoor
