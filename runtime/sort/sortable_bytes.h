#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

// Numbers and texts as bytes that sort as they do: numbers big endian; a text ends in 00 01, and a zero byte in it is
// 00 FF, so that no text is the start of another.
namespace spoor {

template <typename Number>
void append_number(Number number, std::string& out) {
  char bytes[sizeof(Number)];
  for (std::size_t i = 0; i < sizeof(Number); ++i) {
    bytes[i] = static_cast<char>(static_cast<unsigned char>(number >> (sizeof(Number) - 1 - i) * 8));
  }
  out.append(bytes, sizeof(bytes));
}

void append_text(std::string_view text, std::string& out);

// Takes what was appended from the front of bytes.
class SortableReader {
 public:
  explicit SortableReader(std::string_view bytes) : left_(bytes) {}

  template <typename Number>
  Number number() {
    Number value = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i) {
      value = static_cast<Number>(value << 8 | static_cast<unsigned char>(left_[i]));
    }
    left_.remove_prefix(sizeof(Number));
    return value;
  }

  bool flag() { return std::exchange(left_, left_.substr(1))[0] != 0; }
  std::string text();
  // The next text where it stands, if no byte of it is zero; else nothing is taken.
  std::optional<std::string_view> plain_text();
  // So many bytes as they are. REQUIRES: there are as many.
  std::string_view bytes(std::size_t count);

 private:
  std::string_view left_;
};

}  // namespace spoor
