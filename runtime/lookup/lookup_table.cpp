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

// Two networks are disjoint, or one holds the other.
void LookupTable::add_networks() {
  for (std::uint32_t place = 0; place < row_.row_count; ++place) {
    const Network& network = program_->networks[row_.first_key + place];
    networks_[static_cast<std::size_t>(network.base.family)].push_back({network, place, kOutermost});
  }
  for (std::vector<NetworkKey>& keys : networks_) {
    std::sort(keys.begin(), keys.end(), [](const NetworkKey& a, const NetworkKey& b) { return a.network < b.network; });
    const auto is_same = [](const NetworkKey& a, const NetworkKey& b) { return a.network == b.network; };
    keys.erase(std::unique(keys.begin(), keys.end(), is_same), keys.end());
    for (std::uint32_t i = 1; i < keys.size(); ++i) {
      std::uint32_t around = i - 1;
      while (around != kOutermost && !contains(keys[around].network, keys[i].network.base))
        around = keys[around].parent;
      keys[i].parent = around;
    }
  }
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

// The last network that begins at or before the address holds it, or one around that network does, or none.
std::optional<std::uint32_t> LookupTable::find_address(std::string_view text) const {
  const std::optional<Address> address = parse_address(text);
  if (!address) return std::nullopt;
  const std::vector<NetworkKey>& keys = networks_[static_cast<std::size_t>(address->family)];
  const auto behind = std::upper_bound(keys.begin(), keys.end(), *address,
                                       [](const Address& a, const NetworkKey& key) { return a < key.network.base; });
  if (behind == keys.begin()) return std::nullopt;
  auto at = static_cast<std::uint32_t>(behind - keys.begin() - 1);
  while (at != kOutermost && !contains(keys[at].network, *address)) at = keys[at].parent;
  if (at == kOutermost) return std::nullopt;
  return keys[at].place;
}

}  // namespace spoor
