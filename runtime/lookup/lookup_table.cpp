#include "runtime/lookup/lookup_table.h"

#include <algorithm>
#include <span>

#include "runtime/lookup/number_range.h"

namespace spoor {

LookupTable::LookupTable(const Program& program, const TableRow& row)
    : program_(&program),
      row_(row),
      strings_(program, row.key == TableKey::string
                            ? std::span(program.set_strings).subspan(row.first_key, row.row_count)
                            : std::span<const Index>()) {
  switch (row.key) {
    case TableKey::string:
    case TableKey::database: break;
    case TableKey::number: add_numbers(); break;
    case TableKey::network: add_networks(); break;
  }
}

void LookupTable::add_numbers() {
  numbers_.reserve(row_.row_count);
  for (std::uint32_t place = 0; place < row_.row_count; ++place) {
    numbers_.push_back({to_number(program_->number_ranges[row_.first_key + place].low), place});
  }
  std::sort(numbers_.begin(), numbers_.end(),
            [](const NumberKey& a, const NumberKey& b) { return compare(a.number, b.number) < 0; });
}

void LookupTable::add_networks() {
  std::vector<Entry<Network>> entries(row_.row_count);
  for (std::uint32_t place = 0; place < row_.row_count; ++place) {
    entries[place] = {program_->networks[row_.first_key + place], place};
  }
  networks_ = NestedKeys<NetworkOrder>(std::move(entries));
}

std::optional<std::string_view> LookupTable::find(const Value& key) const {
  std::optional<std::uint32_t> place;
  switch (row_.key) {
    case TableKey::string:
      if (key.is_string()) place = strings_.find(key.text());
      break;
    case TableKey::number:
      if (key.is_number()) place = find_number(key.number());
      break;
    case TableKey::network:
      if (key.is_string()) place = find_address(key.text());
      break;
    case TableKey::database: break;
  }
  if (!place) return std::nullopt;
  return program_->string(program_->table_values[row_.first_value + *place]);
}

std::optional<std::uint32_t> LookupTable::find_number(const Number& number) const {
  const auto found = std::lower_bound(numbers_.begin(), numbers_.end(), number,
                                      [](const NumberKey& a, const Number& b) { return compare(a.number, b) < 0; });
  if (found == numbers_.end() || !(found->number == number)) return std::nullopt;
  return found->place;
}

std::optional<std::uint32_t> LookupTable::find_address(std::string_view text) const {
  const std::optional<Address> address = parse_address(text);
  if (!address) return std::nullopt;
  const std::span<const Trigger> places = networks_.find_nearest(*address);
  if (places.empty()) return std::nullopt;
  return places.front();
}

}  // namespace spoor
