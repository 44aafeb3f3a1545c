#include "runtime/state/tuple.h"

#include "runtime/json/text_hash.h"
#include "runtime/sort/checked_reader.h"
#include "runtime/sort/sortable_bytes.h"

namespace spoor {

namespace {

// Hash, rule and length of the key.
constexpr std::size_t kBeforeKey = 8 + 4 + 4;

std::uint64_t hash_of(Index rule, std::string_view key) { return (TextHash(key).hash ^ rule) * 0x9E3779B97F4A7C15; }

void append_front(Index rule, std::string_view key, TupleKind kind, std::string& out) {
  append_number(hash_of(rule, key), out);
  append_number(rule, out);
  append_sized(key, out);
  append_number(static_cast<std::uint8_t>(kind), out);
}

std::string_view take_text(SortableReader& reader, std::string& scratch) {
  if (const auto view = reader.plain_text()) return *view;
  const std::size_t begin = scratch.size();
  scratch += reader.text();
  return std::string_view(scratch).substr(begin);
}

constexpr std::size_t kPlaceBytes = 4 + 8;

}  // namespace

void append_tuple(const Tuple& tuple, std::string& out) {
  append_front(tuple.rule, tuple.key, TupleKind::tuple, out);
  append_signed(tuple.time, out);
  append_number(tuple.rank, out);
  append_text(tuple.id, out);
  append_text(tuple.account, out);
  append_number(tuple.identity, out);
  append_number(tuple.steps, out);
  append_sized(tuple.values, out);
  append_number(tuple.text_hash, out);
  append_sized(tuple.outputs, out);
  append_sized(tuple.event, out);
  append_number(tuple.file, out);
  append_number(tuple.record, out);
}

void append_saved(Index rule, std::string_view key, std::string_view saved, std::string& out) {
  append_front(rule, key, TupleKind::saved, out);
  out += saved;
}

TupleFront read_front(std::string_view bytes) {
  SortableReader reader(bytes.substr(8));
  TupleFront front;
  front.rule = reader.number<Index>();
  const auto size = reader.number<std::uint32_t>();
  front.key = bytes.substr(kBeforeKey, size);
  front.group = bytes.substr(0, kBeforeKey + size);
  front.kind = static_cast<TupleKind>(bytes[kBeforeKey + size]);
  front.rest = bytes.substr(kBeforeKey + size + 1);
  return front;
}

Tuple read_tuple(const TupleFront& front, std::string& scratch) {
  Tuple tuple;
  tuple.rule = front.rule;
  tuple.key = front.key;
  SortableReader reader(front.rest);
  tuple.time = reader.signed_number();
  tuple.rank = reader.number<std::uint8_t>();
  scratch.clear();
  scratch.reserve(front.rest.size());  // so that views into it stay
  tuple.id = take_text(reader, scratch);
  tuple.account = take_text(reader, scratch);
  tuple.identity = reader.number<UnsignedWide>();
  tuple.steps = reader.number<StepSet>();
  tuple.values = reader.sized();
  tuple.text_hash = reader.number<std::uint64_t>();
  tuple.outputs = reader.sized();
  tuple.event = reader.sized();
  tuple.file = reader.number<std::uint32_t>();
  tuple.record = reader.number<std::uint64_t>();
  return tuple;
}

void set_place(std::string& bytes, std::uint32_t file, std::uint64_t record) {
  bytes.resize(bytes.size() - kPlaceBytes);
  append_number(file, bytes);
  append_number(record, bytes);
}

bool is_well_formed(std::string_view bytes, std::uint32_t rule_count) {
  CheckedReader reader(bytes);
  const auto hash = reader.number<std::uint64_t>();
  const auto rule = reader.number<Index>();
  if (!hash || !rule || *rule >= rule_count || !reader.sized()) return false;
  const auto kind = reader.number<std::uint8_t>();
  if (!kind || *hash != hash_of(*rule, read_front(bytes).key)) return false;
  if (*kind == static_cast<std::uint8_t>(TupleKind::saved)) return true;
  if (*kind != static_cast<std::uint8_t>(TupleKind::tuple)) return false;
  if (!reader.skip(8 + 1) || !reader.text() || !reader.text() || !reader.skip(16)) return false;
  const auto steps = reader.number<StepSet>();
  if (!steps || *steps == 0 || !reader.sized()) return false;
  return reader.skip(8) && reader.sized() && reader.sized() && reader.skip(kPlaceBytes) && reader.is_at_end();
}

bool is_possible(const Tuple& tuple, const Program& program) {
  if (tuple.rule >= program.rules.size() || program.rules[tuple.rule].state == kNone) return false;
  const StepSet unknown = ~StepSet{0} << (program.states[program.rules[tuple.rule].state].step_count - 1) << 1;
  return tuple.steps != 0 && (tuple.steps & unknown) == 0 && tuple.time >= kEarliest && tuple.time < kLatest;
}

}  // namespace spoor
