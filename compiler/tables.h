#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/loaded_table.h"
#include "compiler/program/program.h"
#include "lang/ast.h"
#include "lang/literal.h"

namespace spoor {

// The tables of a Program under construction. Every add returns the row's index and gives equal rows one index, so that
// rules share strings, paths, operands and predicates.
class Tables {
 public:
  Tables();

  Index string(std::string_view text);
  Index number_range(const NumberRangeRow& row) { return intern(program_.number_ranges, number_ranges_, row); }
  Index time_range(const TimeRangeRow& row) { return intern(program_.time_ranges, time_ranges_, row); }
  Index network(const Network& network) { return intern(program_.networks, networks_, network); }
  Index regex(std::string_view pattern, std::uint32_t flags);
  Index constant(const ConstantRow& row) { return intern(program_.constants, constants_, row); }
  Index operand(const OperandRow& row) { return intern(program_.operands, operands_, row); }
  Index loop(const LoopRow& row) { return intern(program_.loops, loops_, row); }
  Index predicate(Opcode op, Index operand, Index argument);

  // The path below `base` that the steps lead to. `[*]` is kept only where it has a meaning: before an index.
  Index path(Index base, std::span<const PathStep> steps);
  Index slot(Index node);   // where the path's values are kept
  Index scope(Index node);  // the elements of the path, for quantifiers

  // One after the other, not shared; the set that they make is.
  struct SetItems {
    std::vector<Index> strings;
    std::vector<NumberRangeRow> number_ranges;
    std::vector<TimeRangeRow> time_ranges;
    std::vector<Network> networks;
    std::uint32_t booleans = 0;
    struct ListUse {
      const LoadedList* list;
      bool is_folded;
    };
    std::vector<ListUse> lists;  // all their items
  };
  Index set(SetItems items);
  Index call(std::uint32_t function, const std::vector<ArgumentRow>& arguments, Index table = kNone);
  Index table(const LoadedTable& table);
  // Where the table stands; kNone if it was not added.
  Index find(const LoadedTable& table) const;
  Index lookup(Index table, Index key) { return call(0, {{ArgumentKind::operand, key}}, table); }

  Program& program() { return program_; }
  const Program& program() const { return program_; }

 private:
  // Rows have no padding, so their bytes are their identity.
  template <typename Row>
  static std::string bytes_of(const Row& row) {
    return std::string(reinterpret_cast<const char*>(&row), sizeof(Row));
  }
  using Known = std::unordered_map<std::string, Index>;
  template <typename Row>
  Index intern(std::vector<Row>& rows, Known& known, const Row& row) {
    const auto [entry, is_new] = known.emplace(bytes_of(row), static_cast<Index>(rows.size()));
    if (is_new) rows.push_back(row);
    return entry->second;
  }
  void add_string(std::string_view text);
  SetRow add_set(const SetItems& items);
  void append_items(const LoadedList& list, Index first_string);
  Index string_block(const SetItems::ListUse& use);
  Index child(Index parent, PathStepKind kind, std::uint32_t argument);

  Program program_;
  Known strings_, number_ranges_, time_ranges_, networks_, regexes_, constants_, operands_, loops_, predicates_, paths_,
      sets_, calls_;
  std::unordered_map<const LoadedTable*, Index> tables_;
  std::map<std::pair<const LoadedList*, bool>, Index> string_blocks_;  // the first row of a list's strings
};

NumberRow number_row(const Number& number, bool inclusive);
InstantRow instant_row(const Instant& instant);

}  // namespace spoor
