#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "runtime/sort/sortable_bytes.h"

namespace spoor {

// Goes over the parts of sortable bytes of which nothing is known. False, or nothing, where a part is not there.
class CheckedReader {
 public:
  explicit CheckedReader(std::string_view bytes) : left_(bytes) {}

  bool skip(std::size_t count) {
    if (left_.size() < count) return false;
    left_.remove_prefix(count);
    return true;
  }
  template <typename Number>
  std::optional<Number> number() {
    if (left_.size() < sizeof(Number)) return std::nullopt;
    SortableReader reader(left_);
    left_.remove_prefix(sizeof(Number));
    return reader.number<Number>();
  }
  bool sized() {
    const auto size = number<std::uint32_t>();
    return size && skip(*size);
  }
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
  std::optional<bool> flag() {
    const auto byte = number<std::uint8_t>();
    return byte ? std::optional(*byte != 0) : std::nullopt;
  }
  bool is_at_end() const { return left_.empty(); }

 private:
  std::string_view left_;
};

}  // namespace spoor
