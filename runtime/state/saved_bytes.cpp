#include "runtime/state/saved_bytes.h"

#include <algorithm>

#include "runtime/sort/sortable_bytes.h"

namespace spoor {

void save_count(std::uint64_t count, std::string& out) {
  for (; count >= 0x80; count >>= 7) out += static_cast<char>(count | 0x80);
  out += static_cast<char>(count);
}

void save_time(Time time, std::string& out) { append_number(static_cast<std::uint64_t>(time), out); }

void save_wide(UnsignedWide wide, std::string& out) { append_number(wide, out); }

void save_text(std::string_view text, std::string& out) {
  save_count(text.size(), out);
  out += text;
}

void save_path(std::string_view before, std::string_view path, std::string& out) {
  const auto differs = std::mismatch(before.begin(), before.end(), path.begin(), path.end()).first;
  const auto same = static_cast<std::size_t>(differs - before.begin());
  save_count(same, out);
  save_text(path.substr(same), out);
}

bool SavedReader::take(std::size_t size, std::string_view& taken) {
  if (has_failed_ || left_.size() < size) {
    has_failed_ = true;
    return false;
  }
  taken = left_.substr(0, size);
  left_.remove_prefix(size);
  return true;
}

std::uint64_t SavedReader::count() {
  std::uint64_t value = 0;
  std::string_view byte;
  for (unsigned shift = 0; shift < 64 && take(1, byte); shift += 7) {
    const auto bits = static_cast<unsigned char>(byte[0]);
    value |= static_cast<std::uint64_t>(bits & 0x7F) << shift;
    if (bits < 0x80) return value;
  }
  has_failed_ = true;
  return 0;
}

Time SavedReader::time() {
  std::string_view bytes;
  return take(8, bytes) ? static_cast<Time>(SortableReader(bytes).number<std::uint64_t>()) : 0;
}

UnsignedWide SavedReader::wide() {
  std::string_view bytes;
  return take(16, bytes) ? SortableReader(bytes).number<UnsignedWide>() : 0;
}

std::string_view SavedReader::text() {
  std::string_view bytes;
  const std::size_t size = length(1);
  return take(size, bytes) ? bytes : std::string_view();
}

void SavedReader::path(std::string& path) {
  const std::uint64_t same = count();
  require(same <= path.size());
  path.resize(std::min<std::uint64_t>(same, path.size()));
  path += text();
}

std::size_t SavedReader::length(std::size_t bytes_each) {
  const std::uint64_t things = count();
  if (!has_failed_ && things <= left_.size() / bytes_each) return things;
  has_failed_ = true;
  return 0;
}

}  // namespace spoor
