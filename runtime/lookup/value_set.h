#pragma once

#include <string_view>
#include <vector>

#include "compiler/program/program.h"
#include "lang/values/instant.h"
#include "runtime/json/value.h"
#include "runtime/lookup/number_range.h"
#include "runtime/lookup/string_index.h"

namespace spoor {

// A SetRow laid out for lookup: strings are hashed, numbers sorted, ranges and networks merged until they are disjoint
// and sorted, so that a lookup costs the logarithm of the largest table at most. Views into the Program.
class ValueSet {
 public:
  ValueSet(const Program& program, const SetRow& row);

  bool contains(const Value& value) const;

 private:
  bool contains_address(std::string_view text) const;
  bool contains_number(const Number& number) const;
  bool contains_time(const Value& value) const;

  void add_networks(const Program& program, const SetRow& row);
  void add_numbers(const Program& program, const SetRow& row);
  void add_times(const Program& program, const SetRow& row);

  StringIndex strings_;
  std::vector<Number> single_numbers_;
  std::vector<NumberRange> number_ranges_;
  std::vector<TimeRange> times_;
  std::vector<Network> networks_[2];  // by family
  std::uint32_t booleans_ = 0;
};

}  // namespace spoor
