#include "runtime/sort/sortable_bytes.h"

#include <algorithm>

namespace spoor {

void append_text(std::string_view text, std::string& out) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t zero = std::min(text.find('\0', at), text.size());
    out += text.substr(at, zero - at);
    if (zero < text.size()) out += std::string_view("\0\xFF", 2);
    at = zero + 1;
  }
  out += std::string_view("\0\x01", 2);
}

void append_sized(std::string_view text, std::string& out) {
  append_number(static_cast<std::uint32_t>(text.size()), out);
  out += text;
}

std::string SortableReader::text() {
  std::string out;
  while (true) {
    const std::size_t zero = left_.find('\0');
    const bool is_end = left_[zero + 1] == '\x01';
    out += left_.substr(0, is_end ? zero : zero + 1);
    left_.remove_prefix(zero + 2);
    if (is_end) return out;
  }
}

std::optional<std::string_view> SortableReader::plain_text() {
  const std::size_t zero = left_.find('\0');
  if (left_[zero + 1] != '\x01') return std::nullopt;
  const std::string_view text = left_.substr(0, zero);
  left_.remove_prefix(zero + 2);
  return text;
}

std::string_view SortableReader::bytes(std::size_t count) {
  const std::string_view taken = left_.substr(0, count);
  left_.remove_prefix(count);
  return taken;
}

}  // namespace spoor
