#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/loaded_list.h"

namespace spoor {

// A table from a file. Stays where it is made, as its views are into itself.
struct LoadedTable {
  LoadedTable() = default;
  LoadedTable(const LoadedTable&) = delete;
  LoadedTable& operator=(const LoadedTable&) = delete;

  LoadedList keys;                     // no two equal
  std::vector<LoadedList::Text> rows;  // by key: a JSON object, bytes of `row_text`
  std::string_view row_text;           // of the file, or `made_rows`
  std::vector<std::string> columns;    // empty: rows have what they have

  // A MaxMind database has the rows, and there is nothing else here than its path; empty where it is not there.
  std::optional<std::string> database;

  std::string key_text;   // what `keys` views
  std::string made_rows;  // objects that are made of the file's text

  bool is_database() const { return database.has_value(); }
  std::string_view row(std::size_t i) const { return row_text.substr(rows[i].begin, rows[i].length); }
};

}  // namespace spoor
