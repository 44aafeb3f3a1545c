#include "runtime/scan/finding_bytes.h"

#include <algorithm>
#include <numeric>

#include "runtime/sort/checked_reader.h"
#include "runtime/sort/sortable_bytes.h"

namespace spoor {

namespace {

void append_instant(const Instant& instant, std::string& out) {
  append_signed(instant.seconds, out);
  append_number(instant.nanoseconds, out);
}

Instant read_instant(SortableReader& reader) {
  const auto seconds = reader.signed_number();
  return {seconds, reader.number<std::uint32_t>()};
}

constexpr std::size_t kInstantSize = 8 + 4;

// Whether those bytes are an instant of the years 0 to 9999, which an offset may pass by a day.
bool is_instant(std::optional<std::string_view> bytes) {
  constexpr std::int64_t kFirst = -62'167'219'200 - kSecondsOfDay, kBehindLast = 253'402'300'800 + kSecondsOfDay;
  if (!bytes) return false;
  SortableReader reader(*bytes);
  const Instant instant = read_instant(reader);
  return instant.seconds >= kFirst && instant.seconds < kBehindLast && instant.nanoseconds < kNanosecondsOfSecond;
}

Place read_place(SortableReader& reader) {
  const auto file = reader.number<std::uint32_t>();
  return {file, reader.number<std::uint64_t>()};
}

// Its key stands in front already.
void append_memory(const Finding::Memory& memory, std::string& out) {
  append_text(memory.measure, out);
  append_instant(memory.from, out);
  append_instant(memory.to, out);
  append_number(memory.event_count, out);
  append_number(memory.identities, out);
  append_number(static_cast<std::uint32_t>(memory.events.size()), out);
  for (const Finding::Memory::Event& event : memory.events) {
    append_text(event.id, out);
    append_instant(event.time, out);
    append_place(event.place, out);
  }
}

Finding::Memory read_memory(std::string key, SortableReader& reader) {
  Finding::Memory memory;
  memory.key = std::move(key);
  memory.measure = reader.text();
  memory.from = read_instant(reader);
  memory.to = read_instant(reader);
  memory.event_count = reader.number<std::uint64_t>();
  memory.identities = reader.number<UnsignedWide>();
  for (auto count = reader.number<std::uint32_t>(); count > 0; --count) {
    Finding::Memory::Event event;
    event.id = reader.text();
    event.time = read_instant(reader);
    event.place = read_place(reader);
    memory.events.push_back(std::move(event));
  }
  return memory;
}

// Whether append_memory() has written what comes.
bool is_memory(CheckedReader& reader) {
  if (!reader.text() || !is_instant(reader.bytes(kInstantSize)) || !is_instant(reader.bytes(kInstantSize)))
    return false;
  if (!reader.skip(8 + 16)) return false;  // how many events, and their identities
  auto events = reader.number<std::uint32_t>();
  for (; events && *events > 0; --*events) {
    if (!reader.text() || !is_instant(reader.bytes(kInstantSize)) || !reader.skip(kPlaceSize)) return false;
  }
  return events.has_value();
}

std::vector<std::string_view> rule_names(const Program& program) {
  std::vector<std::string_view> names;
  for (Index rule = 0; rule < program.rules.size(); ++rule) names.push_back(program.rule_name(rule));
  return names;
}

}  // namespace

FindingBytes::FindingBytes(const Program& program) : FindingBytes(rule_names(program)) {}

FindingBytes::FindingBytes(const std::vector<std::string_view>& rule_names)
    : rank_of_rule_(rule_names.size()), rule_of_rank_(rule_names.size()) {
  std::iota(rule_of_rank_.begin(), rule_of_rank_.end(), 0);
  std::sort(rule_of_rank_.begin(), rule_of_rank_.end(),
            [&](Index a, Index b) { return rule_names[a] < rule_names[b]; });
  for (Index rank = 0; rank < rule_of_rank_.size(); ++rank) rank_of_rule_[rule_of_rank_[rank]] = rank;
}

void FindingBytes::append_identity(const Finding& finding, std::string& out) const {
  out += static_cast<char>(finding.time ? 0 : 1);
  if (finding.time) {
    append_instant(*finding.time, out);
  } else {
    append_text(finding.time_text, out);
  }
  append_text(finding.event_id, out);
  append_number(rank_of_rule_[finding.rule], out);
  append_text(finding.account, out);
  append_text(finding.memory ? finding.memory->key : std::string_view(), out);
}

void FindingBytes::append(const Finding& finding, std::string& out) const {
  append_identity(finding, out);
  append_text(finding.event, out);
  append_place(finding.place, out);
  append_text(finding.time_text, out);
  append_text(finding.message, out);
  append_text(finding.fields, out);
  append_text(finding.group, out);
  append_number(static_cast<std::uint32_t>(finding.keys.size()), out);
  for (const std::string& key : finding.keys) append_text(key, out);
  append_number(finding.suppressed, out);
  append_number(static_cast<std::uint8_t>(finding.memory ? 1 : 0), out);
  if (finding.memory) append_memory(*finding.memory, out);
  for (const std::string& column : finding.columns) append_text(column, out);
  append_number(static_cast<std::uint32_t>(finding.columns.size()), out);
}

bool FindingBytes::is_well_formed(std::string_view bytes) const {
  CheckedReader reader(bytes);
  const auto has_time_text = reader.flag();
  if (!has_time_text || !(*has_time_text ? reader.text() : is_instant(reader.bytes(kInstantSize)))) return false;
  if (!reader.text()) return false;
  const auto rank = reader.number<Index>();
  if (!rank || *rank >= rule_of_rank_.size()) return false;
  if (!reader.texts(3) || !reader.skip(kPlaceSize) || !reader.texts(4)) return false;
  const auto keys = reader.number<std::uint32_t>();
  if (!keys || !reader.texts(*keys) || !reader.skip(sizeof(Finding::suppressed))) return false;
  const auto has_memory = reader.flag();
  if (!has_memory || (*has_memory && !is_memory(reader))) return false;
  if (reader.size() < sizeof(std::uint32_t)) return false;
  const std::string_view count = bytes.substr(bytes.size() - sizeof(std::uint32_t));
  const auto columns = SortableReader(count).number<std::uint32_t>();
  return reader.texts(columns) && reader.number<std::uint32_t>() == columns && reader.is_at_end();
}

Finding FindingBytes::read(std::string_view bytes) const {
  const auto column_count = SortableReader(bytes.substr(bytes.size() - 4)).number<std::uint32_t>();
  SortableReader reader(bytes);
  Finding finding;
  if (reader.flag()) {
    reader.text();  // stands again behind the place
  } else {
    finding.time = read_instant(reader);
  }
  finding.event_id = reader.text();
  finding.rule = rule_of_rank_[reader.number<Index>()];
  finding.account = reader.text();
  std::string group_key = reader.text();
  finding.event = reader.text();
  finding.place = read_place(reader);
  finding.time_text = reader.text();
  finding.message = reader.text();
  finding.fields = reader.text();
  finding.group = reader.text();
  for (auto count = reader.number<std::uint32_t>(); count > 0; --count) finding.keys.push_back(reader.text());
  finding.suppressed = reader.number<std::uint64_t>();
  if (reader.flag()) finding.memory = read_memory(std::move(group_key), reader);
  for (std::uint32_t i = 0; i < column_count; ++i) finding.columns.push_back(reader.text());
  return finding;
}

void append_place(const Place& place, std::string& out) {
  append_number(place.file, out);
  append_number(place.record, out);
}

}  // namespace spoor
