#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

// Numbers and texts as bytes that sort as they do: numbers big endian; a text ends in 00 01, and a zero byte in it is
// 00 FF, so that no text is the start of another.
namespace spoor {

// The number's bytes the other way round.
template <typename Number>
Number reversed(Number number) {
  static_assert(std::endian::native == std::endian::little);
  if constexpr (sizeof(Number) == 16) {
    const Number low = __builtin_bswap64(static_cast<std::uint64_t>(number));
    return low << 64 | __builtin_bswap64(static_cast<std::uint64_t>(number >> 64));
  }
  if constexpr (sizeof(Number) == 8) return static_cast<Number>(__builtin_bswap64(number));
  if constexpr (sizeof(Number) == 4) return static_cast<Number>(__builtin_bswap32(number));
  if constexpr (sizeof(Number) == 2) return static_cast<Number>(__builtin_bswap16(number));
  return number;
}

template <typename Number>
void append_number(Number number, std::string& out) {
  const Number turned = reversed(number);
  char bytes[sizeof(Number)];
  std::memcpy(bytes, &turned, sizeof(bytes));
  out.append(bytes, sizeof(bytes));
}

// A number below zero sorts before the others: its sign is the other way round.
inline constexpr std::uint64_t kSign = 1ULL << 63;
inline void append_signed(std::int64_t number, std::string& out) {
  append_number(static_cast<std::uint64_t>(number) ^ kSign, out);
}

void append_text(std::string_view text, std::string& out);

// A length and the text that append(out) appends.
template <typename Append>
void append_sized_by(Append append, std::string& out) {
  const std::size_t begin = out.size() + sizeof(std::uint32_t);
  append_number(std::uint32_t{0}, out);
  append(out);
  const std::uint32_t size = reversed(static_cast<std::uint32_t>(out.size() - begin));
  std::memcpy(out.data() + begin - sizeof(size), &size, sizeof(size));
}

inline void append_sized(std::string_view text, std::string& out) {
  append_number(static_cast<std::uint32_t>(text.size()), out);
  out += text;
}

// Takes what was appended from the front of bytes.
class SortableReader {
 public:
  explicit SortableReader(std::string_view bytes) : left_(bytes) {}

  template <typename Number>
  Number number() {
    Number value = 0;
    std::memcpy(&value, left_.data(), sizeof(value));
    left_.remove_prefix(sizeof(value));
    return reversed(value);
  }

  std::int64_t signed_number() { return static_cast<std::int64_t>(number<std::uint64_t>() ^ kSign); }
  bool flag() { return std::exchange(left_, left_.substr(1))[0] != 0; }
  std::string text();
  // The next text where it stands, if no byte of it is zero; else nothing is taken.
  std::optional<std::string_view> plain_text();
  // So many bytes as they are. REQUIRES: there are as many.
  std::string_view bytes(std::size_t count);
  std::string_view sized() { return bytes(number<std::uint32_t>()); }  // by append_sized()

 private:
  std::string_view left_;
};

}  // namespace spoor
