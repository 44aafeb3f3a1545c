#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/json/draft.h"

namespace spoor {

// Makes records of the rows of a table, whose columns are told by their names (columns.def), in any case. A column may
// also hold whole records, or what they were wrapped in, as text: `eventJson`, `CloudTrailEvent`, `_raw`, `@message`,
// `event.original`, `_source`.
class ColumnSet {
 public:
  void clear() { columns_.clear(); }
  void add(std::string_view name);
  std::size_t size() const { return columns_.size(); }

  // True if records can be made of such a table.
  bool is_log() const;

  // The text of a record, or of what one is wrapped in; empty if the row has neither. A record that is put together
  // from cells lacks what has no column. REQUIRES: a cell for each column, in their order.
  std::string make(const std::vector<std::string_view>& cells) const;

 private:
  enum class Cell : std::uint8_t { unknown, document, text, truth, time, tree, map };
  struct Column {
    std::string_view path;
    Cell cell = Cell::unknown;
  };

  static Column column_of(std::string_view name);
  static void set(const Column& column, std::string_view cell, RecordDraft& draft);

  std::vector<Column> columns_;
};

}  // namespace spoor
