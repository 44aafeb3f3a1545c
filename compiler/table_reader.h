#pragma once

#include <memory>
#include <string_view>

#include "compiler/distinct_items.h"
#include "compiler/line_report.h"
#include "compiler/loaded_table.h"
#include "lang/source.h"
#include "lang/values/utf8.h"

namespace spoor {

// What reading a table has in common, whatever its format: keys and what is wrong with them.
class TableReader {
 public:
  TableReader(const SourceFile& file, SourceId id, const ast::Table& table, Diagnostics& diagnostics);

  // Takes the key of a row. False if it is not of the table's type or stood before, which is reported: then the row
  // must not be added.
  bool add_key(std::string_view key, Span span);
  // The row of the last key.
  void add_row(LoadedList::Text row) { table_->rows.push_back(row); }

  // A row that is left out.
  void report_row(Span span, std::string message);
  // What makes the whole file no table.
  void report_table(Span span, std::string message, std::string help = {});
  // A key column that the file does not have.
  void report_key_column(const std::vector<std::string_view>& columns);

  std::string_view text() const { return text_; }
  std::size_t begin() const { return text_.starts_with("\xEF\xBB\xBF") ? 3 : 0; }
  Span span(std::size_t begin, std::size_t end) const {
    return {id_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  // Of the character there; of nothing at the end of the text.
  Span character(std::size_t at) const {
    return span(at, at + (at < text_.size() ? first_character(text_.substr(at)).size() : 0));
  }
  const ast::Table& declared() const { return declared_; }
  LoadedTable& table() { return *table_; }

  // The table; nothing if it cannot be used.
  std::shared_ptr<const LoadedTable> finish();

 private:
  bool add_typed_key(std::string_view key, Span span);
  bool note(std::optional<std::uint32_t> known, Span span);

  std::string_view text_;
  SourceId id_;
  const ast::Table& declared_;
  Diagnostics& diagnostics_;
  LineReport wrong_keys_;
  LineReport repeated_keys_;
  LineReport wrong_rows_;
  LineReport masked_;
  std::shared_ptr<LoadedTable> table_;
  DistinctItems distinct_;
  std::vector<Span> key_spans_;
  bool is_unusable_ = false;
};

// The formats, each in the file of its name.
void read_csv(TableReader& reader);
void read_json(TableReader& reader);

// By the ending of the file's name. Reports what is wrong; nothing if there is no table then.
std::shared_ptr<const LoadedTable> read_table(const SourceFile& file, SourceId id, const ast::Table& table,
                                              Diagnostics& diagnostics);

}  // namespace spoor
