#include "runtime/lookup/pairs.h"

#include <algorithm>

namespace spoor {
namespace {

// Some order of all values in which equal ones stand together.
bool stands_before(const Value& a, const Value& b) {
  if (a.type() != b.type()) return a.type() < b.type();
  switch (a.type()) {
    case ValueType::string: return a.text() < b.text();
    case ValueType::number: return compare(a.number(), b.number()) < 0;
    case ValueType::boolean: return a.boolean() < b.boolean();
    case ValueType::version: return compare(a.version(), b.version()) < 0;
    case ValueType::object: return false;
  }
  return false;
}

template <typename T, typename IsBelow>
void include(std::optional<Extremes::Ends<T>>& ends, const T& value, IsBelow is_below) {
  if (!ends) {
    ends = {value, value};
  } else if (is_below(value, ends->lowest)) {
    ends->lowest = value;
  } else if (is_below(ends->highest, value)) {
    ends->highest = value;
  }
}

bool is_within(std::strong_ordering order, Below below) {
  switch (below) {
    case Below::strictly: return order < 0;
    case Below::or_equal: return order <= 0;
  }
  return false;
}

}  // namespace

std::vector<Value> sorted(std::span<const Value> values) {
  std::vector<Value> out;
  std::copy_if(values.begin(), values.end(), std::back_inserter(out),
               [](const Value& value) { return value.type() != ValueType::object; });
  std::sort(out.begin(), out.end(), stands_before);
  return out;
}

bool some_is_among(std::span<const Value> values, std::span<const Value> ascending) {
  return std::any_of(values.begin(), values.end(), [&](const Value& value) {
    const auto at = std::lower_bound(ascending.begin(), ascending.end(), value, stands_before);
    return at != ascending.end() && equal(*at, value);
  });
}

bool some_equal(std::span<const Value> left, std::span<const Value> right) {
  if (left.size() > kFewValues && right.size() > kFewValues) {
    return left.size() < right.size() ? some_is_among(right, sorted(left)) : some_is_among(left, sorted(right));
  }
  return std::any_of(left.begin(), left.end(), [&](const Value& a) {
    return std::any_of(right.begin(), right.end(), [&](const Value& b) { return equal(a, b); });
  });
}

Extremes extremes_of(std::span<const Value> values) {
  Extremes out;
  for (const Value& value : values) {
    if (value.is_number()) {
      include(out.numbers, value.number(), [](const Number& a, const Number& b) { return compare(a, b) < 0; });
    } else if (value.is_string()) {
      const std::optional<Instant> instant = read_instant(value.text());
      if (instant) include(out.times, *instant, std::less<Instant>{});
    } else if (value.type() == ValueType::version) {
      include(out.versions, value.version(), [](const Version& a, const Version& b) { return compare(a, b) < 0; });
    }
  }
  return out;
}

bool some_below(const Extremes& left, const Extremes& right, Below below) {
  if (left.numbers && right.numbers && is_within(compare(left.numbers->lowest, right.numbers->highest), below)) {
    return true;
  }
  if (left.times && right.times && is_within(left.times->lowest <=> right.times->highest, below)) return true;
  return left.versions && right.versions && is_within(compare(left.versions->lowest, right.versions->highest), below);
}

}  // namespace spoor
