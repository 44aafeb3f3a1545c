#include "compiler/tables.h"

#include <algorithm>

#include "lang/values/fold.h"

namespace spoor {

namespace {

// `[*]` enters one level of array, which every other step does by itself, arrays within arrays too.
bool has_meaning(std::span<const PathStep> steps, std::size_t at) {
  if (steps[at].kind != PathStep::Kind::each) return true;
  while (at < steps.size() && steps[at].kind == PathStep::Kind::each) ++at;
  return at < steps.size() && steps[at].kind == PathStep::Kind::index;
}

template <typename Row>
void append_bytes(const std::vector<Row>& rows, std::string& out) {
  const auto size = static_cast<std::uint32_t>(rows.size());
  out.append(reinterpret_cast<const char*>(&size), sizeof size);
  if (!rows.empty()) out.append(reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(Row));
}

template <typename Row>
Index append_rows(std::vector<Row>& table, const std::vector<Row>& rows) {
  const auto first = static_cast<Index>(table.size());
  table.insert(table.end(), rows.begin(), rows.end());
  return first;
}

// For many rows at once: little more than they need, but not for each few of them anew, nor twice as much for the few
// that follow.
template <typename Row>
void make_room(std::vector<Row>& rows, std::size_t more) {
  const std::size_t needed = rows.size() + more;
  if (needed > rows.capacity()) rows.reserve(std::max(needed + needed / 16, rows.size() + rows.size() / 2));
}

template <typename Value>
Index count(const std::vector<Value>& values) {
  return static_cast<Index>(values.size());
}

}  // namespace

Tables::Tables() {
  program_.paths.resize(2);  // the record, and a value that is walked on its own
  program_.scopes.push_back({kRecordNode, kNone});
}

void Tables::add_string(std::string_view text) {
  program_.strings.push_back({count(program_.text), static_cast<Index>(text.size())});
  program_.text.insert(program_.text.end(), text.begin(), text.end());
}

Index Tables::string(std::string_view text) {
  const auto [entry, is_new] = strings_.emplace(std::string(text), count(program_.strings));
  if (is_new) add_string(text);
  return entry->second;
}

Index Tables::regex(std::string_view pattern, std::uint32_t flags) {
  return intern(program_.regexes, regexes_, RegexRow{string(pattern), flags});
}

Index Tables::predicate(Opcode op, Index operand, Index argument) {
  return intern(program_.predicates, predicates_, Instruction::make(op, operand, argument));
}

Index Tables::child(Index parent, PathStepKind kind, std::uint32_t argument) {
  const PathNodeRow row{parent, kind, argument, kNone};
  const auto [entry, is_new] = paths_.emplace(bytes_of(row), count(program_.paths));
  if (is_new) program_.paths.push_back(row);
  return entry->second;
}

Index Tables::path(Index base, std::span<const PathStep> steps) {
  Index node = base;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (!has_meaning(steps, i)) continue;
    const PathStep& step = steps[i];
    switch (step.kind) {
      case PathStep::Kind::key: node = child(node, PathStepKind::key, string(step.key)); break;
      case PathStep::Kind::each: node = child(node, PathStepKind::each, 0); break;
      case PathStep::Kind::index:
        node = child(node, PathStepKind::index, static_cast<std::uint32_t>(static_cast<std::int32_t>(step.index)));
        break;
    }
  }
  return node;
}

Index Tables::slot(Index node) {
  if (program_.paths[node].slot != kNone) return program_.paths[node].slot;
  Index scope = 0;
  for (Index at = node; at != kRecordNode && scope == 0; at = program_.paths[at].parent) {
    if (program_.paths[at].kind == PathStepKind::element) scope = program_.paths[at].argument;
  }
  program_.paths[node].slot = count(program_.slots);
  program_.slots.push_back({node, scope});
  return program_.paths[node].slot;
}

Index Tables::scope(Index node) {
  const auto next = count(program_.scopes);
  // An element node's argument is its scope, so it is found by its parent alone.
  const PathNodeRow key{node, PathStepKind::element, 0, kNone};
  const auto [entry, is_new] = paths_.emplace(bytes_of(key), count(program_.paths));
  if (!is_new) return program_.paths[entry->second].argument;
  program_.paths.push_back({node, PathStepKind::element, next, kNone});
  Index parent = 0;
  for (Index at = node; at != kRecordNode && parent == 0; at = program_.paths[at].parent) {
    if (program_.paths[at].kind == PathStepKind::element) parent = program_.paths[at].argument;
  }
  program_.scopes.push_back({entry->second, parent});
  return next;
}

Index Tables::set(SetItems items) {
  std::sort(items.strings.begin(), items.strings.end());
  items.strings.erase(std::unique(items.strings.begin(), items.strings.end()), items.strings.end());
  std::string key;
  append_bytes(items.strings, key);
  append_bytes(items.number_ranges, key);
  append_bytes(items.time_ranges, key);
  append_bytes(items.networks, key);
  key += static_cast<char>(items.booleans);
  for (const SetItems::ListUse& use : items.lists) key += bytes_of(use.list) + static_cast<char>(use.is_folded);
  const auto [entry, is_new] = sets_.emplace(std::move(key), count(program_.sets));
  if (is_new) program_.sets.push_back(add_set(items));
  return entry->second;
}

SetRow Tables::add_set(const SetItems& items) {
  SetRow row;
  row.first_string = append_rows(program_.set_strings, items.strings);
  row.first_number_range = append_rows(program_.number_ranges, items.number_ranges);
  row.first_time_range = append_rows(program_.time_ranges, items.time_ranges);
  row.first_network = append_rows(program_.networks, items.networks);
  for (const SetItems::ListUse& use : items.lists) append_items(*use.list, string_block(use));
  row.string_count = count(program_.set_strings) - row.first_string;
  row.number_range_count = count(program_.number_ranges) - row.first_number_range;
  row.time_range_count = count(program_.time_ranges) - row.first_time_range;
  row.network_count = count(program_.networks) - row.first_network;
  row.booleans = items.booleans;
  return row;
}

void Tables::append_items(const LoadedList& list, Index first) {
  make_room(program_.set_strings, list.strings.size());
  for (Index i = 0; i < list.strings.size(); ++i) program_.set_strings.push_back(first + i);
  make_room(program_.number_ranges, list.numbers.size());
  for (const Number& number : list.numbers) {
    program_.number_ranges.push_back({number_row(number, true), number_row(number, true)});
  }
  make_room(program_.networks, list.networks.size());
  program_.networks.insert(program_.networks.end(), list.networks.begin(), list.networks.end());
}

// The items of a list differ from each other, so they are not looked for among the strings: each has a row of its own,
// and they stand in one block.
Index Tables::string_block(const SetItems::ListUse& use) {
  const auto [entry, is_new] = string_blocks_.emplace(std::pair(use.list, use.is_folded), count(program_.strings));
  if (!is_new) return entry->second;
  const LoadedList& list = *use.list;
  std::size_t bytes = 0;
  for (const LoadedList::Text& item : list.strings) bytes += item.length;
  make_room(program_.strings, list.strings.size());
  make_room(program_.text, bytes);
  for (std::size_t i = 0; i < list.strings.size(); ++i) {
    add_string(use.is_folded ? folded(list.string(i)) : list.string(i));
  }
  return entry->second;
}

Index Tables::call(std::uint32_t function, const std::vector<ArgumentRow>& arguments, Index table) {
  std::string key = bytes_of(function) + bytes_of(table);
  append_bytes(arguments, key);
  const auto [entry, is_new] = calls_.emplace(std::move(key), count(program_.calls));
  if (is_new) program_.calls.push_back({function, append_rows(program_.arguments, arguments), count(arguments), table});
  return entry->second;
}

Index Tables::table(const LoadedTable& table) {
  const auto [entry, is_new] = tables_.emplace(&table, count(program_.tables));
  if (!is_new) return entry->second;
  const LoadedList& keys = table.keys;
  TableRow row;
  row.name = string(keys.name);
  if (table.is_database()) {
    row.key = TableKey::database;
    row.first_key = string(*table.database);
    program_.tables.push_back(row);
    return entry->second;
  }
  row.key = !keys.numbers.empty() ? TableKey::number : !keys.networks.empty() ? TableKey::network : TableKey::string;
  const Index first_string = string_block({&keys, false});
  row.first_key = row.key == TableKey::number    ? count(program_.number_ranges)
                  : row.key == TableKey::network ? count(program_.networks)
                                                 : count(program_.set_strings);
  append_items(keys, first_string);
  row.first_value = count(program_.table_values);
  row.row_count = count(table.rows);
  make_room(program_.table_values, table.rows.size());
  make_room(program_.strings, table.rows.size());
  std::size_t bytes = 0;
  for (const LoadedList::Text& value : table.rows) bytes += value.length;
  make_room(program_.text, bytes);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    program_.table_values.push_back(count(program_.strings));
    add_string(table.row(i));
  }
  program_.tables.push_back(row);
  return entry->second;
}

Index Tables::find(const LoadedTable& table) const {
  const auto known = tables_.find(&table);
  return known == tables_.end() ? kNone : known->second;
}

NumberRow number_row(const Number& number, bool inclusive) {
  return {number.bits, static_cast<std::uint32_t>(number.kind), inclusive ? 1U : 0U};
}

InstantRow instant_row(const Instant& instant) { return {instant.seconds, instant.nanoseconds, 0}; }

}  // namespace spoor
