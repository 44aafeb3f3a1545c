#include "runtime/state/tuple_values.h"

#include <cstdint>

#include "runtime/sort/sortable_bytes.h"

namespace spoor {

void append_value_text(std::string_view text, std::string& values) { append_sized(text, values); }

std::optional<std::string_view> next_value_text(std::string_view& values) {
  if (values.size() < sizeof(std::uint32_t)) return std::nullopt;
  SortableReader reader(values);
  const auto size = reader.number<std::uint32_t>();
  values.remove_prefix(sizeof(size));
  const std::string_view text = values.substr(0, size);
  values.remove_prefix(text.size());
  return text;
}

void append_sum(Wide millionths, std::string& values) { append_number(static_cast<UnsignedWide>(millionths), values); }

Wide read_sum(std::string_view values) {
  if (values.size() < 16) return 0;
  return static_cast<Wide>(SortableReader(values).number<UnsignedWide>());
}

}  // namespace spoor
