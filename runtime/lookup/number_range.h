#pragma once

#include <vector>

#include "compiler/program/rows.h"
#include "lang/values/number.h"

namespace spoor {

inline Number to_number(const NumberRow& row) { return {static_cast<Number::Kind>(row.kind), row.bits}; }

// All numbers between two ends, which may belong to it or not.
struct NumberRange {
  Number low;
  Number high;
  bool has_low = true;
  bool has_high = true;

  static NumberRange from(const NumberRangeRow& row) {
    return {to_number(row.low), to_number(row.high), row.low.inclusive != 0, row.high.inclusive != 0};
  }

  bool is_below(const Number& number) const {  // all of it
    const auto order = compare(high, number);
    return order < 0 || (order == 0 && !has_high);
  }
  bool is_above(const Number& number) const {
    const auto order = compare(low, number);
    return order > 0 || (order == 0 && !has_low);
  }
  bool contains(const Number& number) const { return !is_below(number) && !is_above(number); }
  bool is_empty() const { return is_below(low) || is_above(high); }
};

// The same numbers as ranges that ascend and neither overlap nor touch.
std::vector<NumberRange> merged(std::vector<NumberRange> ranges);

}  // namespace spoor
