#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/program/program.h"

// The parts of verify(), in the order in which they rely on each other. For those that include it only.
namespace spoor::verification {

// What is wrong, with table and row; nothing if all is as it must be.
using Problem = std::optional<std::string>;

inline Problem problem(std::string_view table, std::size_t row, std::string_view what) {
  return fmt::format("{}[{}]: {}", table, row, what);
}

// Rows [first, first + count) of a table.
template <typename Row>
bool is_range_of(const std::vector<Row>& table, std::uint32_t first, std::uint32_t count) {
  return first <= table.size() && count <= table.size() - first;
}

// Strings, numbers, times, networks, patterns, sets, constants, metadata: rows that name no operand and no code.
Problem check_values(const Program& program);

// The trie, its slots and scopes.
Problem check_paths(const Program& program);

// Operands, calls, loops and predicates, each by itself: what their fields say, and what they index.
Problem check_operands(const Program& program);

// Which conditions belong to which rule, and what rules remember.
Problem check_states(const Program& program);

// Blocks of code, and with them what calls and outputs read and whether registers are bound there.
Problem check_code(const Program& program);

}  // namespace spoor::verification
