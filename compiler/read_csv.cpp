#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "compiler/item_type.h"
#include "compiler/table_reader.h"
#include "lang/lexeme.h"
#include "lang/quote.h"

// CSV as RFC 4180 has it: a header, commas, quotes that are doubled within quotes; lines end with or without CR.
namespace spoor {

namespace {

// Column names stand in each row that is made, so a long header could make much of a small file.
constexpr std::size_t kMaxMadeRows = std::size_t{256} << 20;

struct Cell {
  std::string text;
  bool is_quoted = false;
  std::size_t begin = 0, end = 0;
};

class CsvReader {
 public:
  explicit CsvReader(TableReader& reader) : reader_(reader), text_(reader.text()), at_(reader.begin()) {}

  void read() {
    if (!next_record()) {
      if (!is_broken_)
        reader_.report_table(reader_.declared().from.span, "the file is empty", "a table needs a header");
      return;
    }
    const auto key = read_header();
    if (!key) return;
    while (next_record()) {
      read_row(*key);
      if (reader_.table().made_rows.size() > kMaxMadeRows) {
        return reader_.report_table(
            reader_.declared().from.span,
            fmt::format("the rows with their column names take more than {} MB", kMaxMadeRows >> 20U));
      }
    }
  }

 private:
  // The place of the key column.
  std::optional<std::size_t> read_header() {
    std::vector<std::string>& columns = reader_.table().columns;
    for (std::size_t i = 0; i < count_; ++i) {
      const Cell& cell = cells_[i];
      if (cell.text.empty()) {
        reader_.report_table(reader_.span(cell.begin, cell.end), fmt::format("column {} has no name", i + 1));
        return std::nullopt;
      }
      columns.push_back(cell.text);
    }
    std::vector<std::string_view> names(columns.begin(), columns.end());
    std::sort(names.begin(), names.end());
    if (const auto twice = std::adjacent_find(names.begin(), names.end()); twice != names.end()) {
      reader_.report_table(reader_.span(cells_[0].begin, cells_[count_ - 1].end),
                           fmt::format("the header names column {} twice", shown(*twice)));
      return std::nullopt;
    }
    for (const std::string& column : columns) keys_.push_back(string_text(column));
    if (reader_.declared().key_column.empty()) return 0;
    const auto key = std::find(columns.begin(), columns.end(), reader_.declared().key_column);
    if (key != columns.end()) return static_cast<std::size_t>(key - columns.begin());
    reader_.report_key_column({columns.begin(), columns.end()});
    return std::nullopt;
  }

  // A cell without quotes that is empty is no value.
  void read_row(std::size_t key) {
    const std::size_t width = keys_.size();
    if (count_ != width) {
      reader_.report_row(
          reader_.span(cells_[0].begin, cells_[count_ - 1].end),
          fmt::format("the row has {} cell{}, and the header {}", count_, count_ == 1 ? "" : "s", width));
      return;
    }
    std::string_view key_text = cells_[key].text;
    if (reader_.table().keys.type != ast::ValueType::string) {
      while (!key_text.empty() && is_space(key_text.front())) key_text.remove_prefix(1);
      while (!key_text.empty() && is_space(key_text.back())) key_text.remove_suffix(1);
    }
    if (!reader_.add_key(key_text, reader_.span(cells_[key].begin, cells_[key].end))) return;
    std::string& out = reader_.table().made_rows;
    const std::size_t begin = out.size();
    out += '{';
    for (std::size_t i = 0; i < width; ++i) {
      if (cells_[i].text.empty() && !cells_[i].is_quoted) continue;
      if (out.size() > begin + 1) out += ',';
      out += keys_[i];
      out += ':';
      out += string_text(cells_[i].text);
    }
    out += '}';
    reader_.add_row({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(out.size() - begin)});
  }

  // The cells of the next record that is not empty.
  bool next_record() {
    while (at_ < text_.size()) {
      count_ = 0;
      do {
        if (!next_cell()) return false;
      } while (take(','));
      take('\n');
      if (count_ > 1 || cells_[0].is_quoted || !cells_[0].text.empty()) return true;
    }
    return false;
  }

  bool next_cell() {
    if (count_ == cells_.size()) cells_.emplace_back();
    Cell& cell = cells_[count_++];
    cell.text.clear();
    cell.begin = at_;
    cell.is_quoted = take('"');
    if (cell.is_quoted ? !take_quoted(cell) : !take_bare(cell)) return false;
    cell.end = at_;
    if (at_ < text_.size() && text_[at_] == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] == '\n')) ++at_;
    if (at_ == text_.size() || text_[at_] == ',' || text_[at_] == '\n') return true;
    return broken(at_, "text stands behind a cell in quotes");
  }

  bool take_quoted(Cell& cell) {
    while (at_ < text_.size()) {
      const std::size_t quote = std::min(text_.find('"', at_), text_.size());
      cell.text += text_.substr(at_, quote - at_);
      at_ = quote;
      if (!take('"')) break;
      if (!take('"')) return true;
      cell.text += '"';
    }
    return broken(cell.begin, "the quote is not closed");
  }

  bool take_bare(Cell& cell) {
    std::size_t end = std::min(text_.find_first_of(",\n", at_), text_.size());
    if (end > at_ && text_[end - 1] == '\r' && (end == text_.size() || text_[end] == '\n')) --end;
    cell.text = text_.substr(at_, end - at_);
    at_ = end;
    return true;
  }

  bool take(char c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  bool broken(std::size_t at, std::string message) {
    is_broken_ = true;
    reader_.report_table(reader_.character(at), std::move(message));
    return false;
  }

  TableReader& reader_;
  std::string_view text_;
  std::size_t at_;
  std::vector<Cell> cells_;  // the first count_ are of this record
  std::size_t count_ = 0;
  std::vector<std::string> keys_;  // the columns' names as JSON has them
  bool is_broken_ = false;
};

}  // namespace

void read_csv(TableReader& reader) { CsvReader(reader).read(); }

}  // namespace spoor
