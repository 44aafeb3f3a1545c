#include "runtime/lookup/value_set.h"

#include <algorithm>
#include <span>

#include "runtime/lookup/times.h"

namespace spoor {

ValueSet::ValueSet(const Program& program, const SetRow& row)
    : strings_(program, std::span(program.set_strings).subspan(row.first_string, row.string_count)),
      booleans_(row.booleans) {
  add_networks(program, row);
  add_times(program, row);
  add_numbers(program, row);
}

// Of a long list each number is by itself, which takes less than half of what a range takes.
void ValueSet::add_numbers(const Program& program, const SetRow& row) {
  const auto rows = std::span(program.number_ranges).subspan(row.first_number_range, row.number_range_count);
  const auto is_single = [](const NumberRange& range) { return compare(range.low, range.high) == 0; };
  const auto singles = std::count_if(rows.begin(), rows.end(),
                                     [&](const NumberRangeRow& range) { return is_single(NumberRange::from(range)); });
  single_numbers_.reserve(static_cast<std::size_t>(singles));
  for (const NumberRangeRow& range_row : rows) {
    const NumberRange range = NumberRange::from(range_row);
    if (!is_single(range)) {
      number_ranges_.push_back(range);
    } else if (!range.is_empty()) {
      single_numbers_.push_back(range.low);
    }
  }
  std::sort(single_numbers_.begin(), single_numbers_.end(),
            [](const Number& a, const Number& b) { return compare(a, b) < 0; });
  number_ranges_ = merged(std::move(number_ranges_));
}

// Two networks are disjoint, or one holds the other; where it does, the smaller one goes.
void ValueSet::add_networks(const Program& program, const SetRow& row) {
  for (const Network& network : std::span(program.networks).subspan(row.first_network, row.network_count)) {
    networks_[static_cast<std::size_t>(network.base.family)].push_back(network);
  }
  for (std::vector<Network>& networks : networks_) {
    std::sort(networks.begin(), networks.end());
    std::vector<Network> outermost;
    for (const Network& network : networks) {
      if (outermost.empty() || !spoor::contains(outermost.back(), network.base)) outermost.push_back(network);
    }
    networks = std::move(outermost);
  }
}

void ValueSet::add_times(const Program& program, const SetRow& row) {
  std::vector<TimeRange> ranges;
  for (const TimeRangeRow& range : std::span(program.time_ranges).subspan(row.first_time_range, row.time_range_count)) {
    if (to_instant(range.begin) < to_instant(range.end))
      ranges.push_back({to_instant(range.begin), to_instant(range.end)});
  }
  std::sort(ranges.begin(), ranges.end());
  for (const TimeRange& range : ranges) {
    if (!times_.empty() && range.begin <= times_.back().end) {
      times_.back().end = std::max(times_.back().end, range.end);
    } else {
      times_.push_back(range);
    }
  }
}

bool ValueSet::contains(const Value& value) const {
  switch (value.type()) {
    case ValueType::string:
      return strings_.find(value.text()).has_value() || contains_address(value.text()) || contains_time(value);
    case ValueType::number: return contains_number(value.number()) || contains_time(value);
    case ValueType::boolean: return (booleans_ & (value.boolean() ? 2U : 1U)) != 0;
    case ValueType::version:
    case ValueType::object: return false;
  }
  return false;
}

bool ValueSet::contains_address(std::string_view text) const {
  if (networks_[0].empty() && networks_[1].empty()) return false;
  const std::optional<Address> address = parse_address(text);
  if (!address) return false;
  const std::vector<Network>& networks = networks_[static_cast<std::size_t>(address->family)];
  const auto behind = std::upper_bound(networks.begin(), networks.end(), *address,
                                       [](const Address& a, const Network& network) { return a < network.base; });
  return behind != networks.begin() && spoor::contains(*(behind - 1), *address);
}

bool ValueSet::contains_number(const Number& number) const {
  const auto same = std::lower_bound(single_numbers_.begin(), single_numbers_.end(), number,
                                     [](const Number& a, const Number& b) { return compare(a, b) < 0; });
  if (same != single_numbers_.end() && compare(*same, number) == 0) return true;
  const auto at = std::partition_point(number_ranges_.begin(), number_ranges_.end(),
                                       [&](const NumberRange& range) { return range.is_below(number); });
  return at != number_ranges_.end() && at->contains(number);
}

bool ValueSet::contains_time(const Value& value) const {
  if (times_.empty()) return false;
  const std::optional<Instant> instant = instant_of(value);
  if (!instant) return false;
  const auto at =
      std::partition_point(times_.begin(), times_.end(), [&](const TimeRange& range) { return range.end <= *instant; });
  return at != times_.end() && spoor::contains(*at, *instant);
}

}  // namespace spoor
