#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "compiler/program/program.h"
#include "runtime/json/value.h"
#include "runtime/lookup/nested_keys.h"
#include "runtime/lookup/string_index.h"

namespace spoor {

// A TableRow laid out for lookup: strings are hashed, numbers and networks sorted, so that a lookup costs their
// logarithm. A view into the Program.
class LookupTable {
 public:
  LookupTable(const Program& program, const TableRow& row);

  // The row that the value is the key of, a JSON object. Of networks the one with the longest prefix that holds it.
  std::optional<std::string_view> find(const Value& key) const;

 private:
  struct NumberKey {
    Number number;
    std::uint32_t place = 0;  // of the row
  };

  void add_numbers();
  void add_networks();
  std::optional<std::uint32_t> find_number(const Number& number) const;
  std::optional<std::uint32_t> find_address(std::string_view text) const;

  const Program* program_;
  TableRow row_;
  StringIndex strings_;
  std::vector<NumberKey> numbers_;     // ascending
  NestedKeys<NetworkOrder> networks_;  // a trigger is the place of a row
};

}  // namespace spoor
