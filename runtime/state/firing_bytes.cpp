#include "runtime/state/firing_bytes.h"

#include "runtime/sort/sortable_bytes.h"

namespace spoor {

namespace {

void append_all(const std::vector<std::string_view>& texts, std::string& out) {
  append_number(static_cast<std::uint32_t>(texts.size()), out);
  for (const std::string_view text : texts) append_sized(text, out);
}

std::vector<std::string_view> read_all(SortableReader& reader) {
  std::vector<std::string_view> texts(reader.number<std::uint32_t>());
  for (std::string_view& text : texts) text = reader.sized();
  return texts;
}

}  // namespace

void append_firing(const Firing& firing, std::string& out) {
  append_number(firing.rule, out);
  append_sized(firing.key, out);
  for (const Time time : {firing.time, firing.from, firing.to}) append_number(static_cast<std::uint64_t>(time), out);
  append_all(firing.records, out);
  append_number(firing.record_count, out);
  append_number(firing.identities, out);
  append_all(firing.step_records, out);
  append_number(static_cast<std::uint8_t>(firing.measure ? 1 : 0), out);
  append_number(static_cast<UnsignedWide>(firing.measure.value_or(0)), out);
}

Firing read_firing(std::string_view bytes) {
  SortableReader reader(bytes);
  Firing firing;
  firing.rule = reader.number<Index>();
  firing.key = reader.sized();
  for (Time* time : {&firing.time, &firing.from, &firing.to}) *time = static_cast<Time>(reader.number<std::uint64_t>());
  firing.records = read_all(reader);
  firing.record_count = reader.number<std::uint64_t>();
  firing.identities = reader.number<UnsignedWide>();
  firing.step_records = read_all(reader);
  const bool has_measure = reader.flag();
  const auto measure = static_cast<Wide>(reader.number<UnsignedWide>());
  if (has_measure) firing.measure = measure;
  return firing;
}

}  // namespace spoor
