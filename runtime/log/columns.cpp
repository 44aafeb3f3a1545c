#include "runtime/log/columns.h"

#include <algorithm>
#include <array>

#include "lang/values/instant.h"
#include "lang/values/json_text.h"
#include "runtime/log/row_text.h"

namespace spoor {

namespace {

constexpr std::array<std::string_view, 6> kDocuments = {"eventjson", "cloudtrailevent", "raw",
                                                        "@message",  "event.original",  "source"};

// Of a record's own columns so many must be there for a table to be a log.
constexpr std::ptrdiff_t kFewestColumns = 2;

std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    if (c == ' ' || c == '-' || c == '_' || c == '\t') continue;
    plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  }
  return plain;
}

bool is_truth(std::string_view cell, std::string_view word) {
  return std::equal(cell.begin(), cell.end(), word.begin(), word.end(), [](char a, char b) { return (a | 0x20) == b; });
}

}  // namespace

ColumnSet::Column ColumnSet::column_of(std::string_view name) {
  const std::string plain = plain_name(name);
  if (std::find(kDocuments.begin(), kDocuments.end(), plain) != kDocuments.end()) return {"", Cell::document};
#define COLUMN(known, path, cell) \
  if (plain == known) return {path, Cell::cell};
#include "runtime/log/columns.def"
#undef COLUMN
  return {};
}

void ColumnSet::add(std::string_view name) { columns_.push_back(column_of(name)); }

bool ColumnSet::is_log() const {
  const auto is_document = [](const Column& column) { return column.cell == Cell::document; };
  const auto is_known = [](const Column& column) { return column.cell != Cell::unknown; };
  const bool has_name =
      std::any_of(columns_.begin(), columns_.end(), [](const Column& column) { return column.path == "eventName"; });
  return std::any_of(columns_.begin(), columns_.end(), is_document) ||
         (has_name && std::count_if(columns_.begin(), columns_.end(), is_known) >= kFewestColumns);
}

std::string ColumnSet::make(const std::vector<std::string_view>& cells) const {
  RecordDraft draft;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].cell == Cell::document && cells[i].starts_with('{')) return std::string(cells[i]);
  }
  for (std::size_t i = 0; i < columns_.size(); ++i) set(columns_[i], cells[i], draft);
  return draft.is_empty() ? std::string() : draft.text();
}

// An empty cell says nothing.
void ColumnSet::set(const Column& column, std::string_view cell, RecordDraft& draft) {
  if (cell.empty()) return;
  switch (column.cell) {
    case Cell::unknown:
    case Cell::document: return;
    case Cell::text:
      if (!draft.has(column.path)) draft.set_text(column.path, cell);
      return;
    case Cell::truth:
      if (is_truth(cell, "true") || is_truth(cell, "false")) {
        draft.set_json(column.path, is_truth(cell, "true") ? "true" : "false");
      } else {
        draft.set_text(column.path, cell);
      }
      return;
    case Cell::time: {
      const auto instant = read_instant(cell);
      draft.set_text(column.path, instant ? to_text(*instant) : std::string(cell));
      return;
    }
    case Cell::tree: draft.set_json(column.path, json_of_row_text(cell, KeyCase::lost)); return;
    case Cell::map: draft.set_json(column.path, json_of_row_text(cell, KeyCase::kept)); return;
  }
}

}  // namespace spoor
