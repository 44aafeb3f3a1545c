#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "runtime/sort/sortable_bytes.h"

namespace spoor {

// Takes parts from the front of bytes of which nothing is known, as sortable_bytes.h and lengths in front of texts make
// them. What is not there is nothing, or false; then nothing more is to be taken.
class CheckedReader {
 public:
  explicit CheckedReader(std::string_view bytes) : left_(bytes) {}

  bool skip(std::size_t count) { return bytes(count).has_value(); }

  std::optional<std::string_view> bytes(std::size_t count) {
    if (left_.size() < count) return std::nullopt;
    const std::string_view taken = left_.substr(0, count);
    left_.remove_prefix(count);
    return taken;
  }

  template <typename Number>
  std::optional<Number> number() {
    const auto taken = bytes(sizeof(Number));
    return taken ? std::optional(SortableReader(*taken).number<Number>()) : std::nullopt;
  }

  // A length of four bytes, and as many.
  std::optional<std::string_view> sized() {
    const auto size = number<std::uint32_t>();
    return size ? bytes(*size) : std::nullopt;
  }

  // Whether one of append_text() came, which is passed over.
  bool text() {
    while (true) {
      const std::size_t zero = left_.find('\0');
      if (zero == std::string_view::npos || zero + 1 == left_.size()) return false;
      const char next = left_[zero + 1];
      left_.remove_prefix(zero + 2);
      if (next == '\x01') return true;
      if (next != '\xFF') return false;
    }
  }

  bool texts(std::uint64_t count) {
    for (; count > 0; --count) {
      if (!text()) return false;
    }
    return true;
  }

  // A byte that is 0 or 1.
  std::optional<bool> flag() {
    const auto byte = number<std::uint8_t>();
    return byte && *byte <= 1 ? std::optional(*byte == 1) : std::nullopt;
  }

  std::size_t size() const { return left_.size(); }
  bool is_at_end() const { return left_.empty(); }

 private:
  std::string_view left_;
};

}  // namespace spoor
