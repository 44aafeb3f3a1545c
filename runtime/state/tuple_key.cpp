#include "runtime/state/tuple_key.h"

#include <cstdint>

#include "runtime/sort/sortable_bytes.h"

namespace spoor {

void append_key_part(std::string_view json, std::string& key) { append_sized(json, key); }

std::vector<std::string_view> key_parts(std::string_view key) {
  std::vector<std::string_view> parts;
  while (key.size() >= sizeof(std::uint32_t)) {
    SortableReader reader(key);
    const std::size_t size = std::min<std::size_t>(reader.number<std::uint32_t>(), key.size() - sizeof(std::uint32_t));
    const std::string_view part = reader.bytes(size);
    parts.push_back(part.substr(0, part.find('\0')));
    key.remove_prefix(sizeof(std::uint32_t) + size);
  }
  return parts;
}

}  // namespace spoor
