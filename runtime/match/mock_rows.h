#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/program/rows.h"
#include "lang/literal.h"
#include "runtime/json/value.h"

namespace spoor {

// A row that a test gives a table, in front of the table's own.
struct MockRow {
  Index table = 0;  // Program::tables
  Literal key;      // a string, number or network, as the table's keys are
  std::string row;  // a JSON object
};

// The row that the mocks have for a key of the table; of networks that hold it the one with the longest prefix.
std::optional<std::string_view> find_mock(const std::vector<MockRow>& mocks, Index table, const Value& key);

}  // namespace spoor
