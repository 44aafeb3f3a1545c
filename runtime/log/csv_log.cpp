#include "runtime/log/csv_log.h"

#include <fmt/format.h>

#include <algorithm>

#include "lang/values/utf8.h"
#include "runtime/log/columns.h"
#include "runtime/log/csv.h"

namespace spoor {

namespace {

ColumnSet columns_of(const std::vector<std::string_view>& header) {
  ColumnSet columns;
  for (const std::string_view name : header) columns.add(name);
  return columns;
}

// What is wrong with a row; empty if nothing is.
std::string problem(const CsvReader& reader, CsvReader::Step step, std::size_t width) {
  if (step == CsvReader::Step::bad) return reader.reason();
  if (reader.cells().size() != width) return fmt::format("the row has {} of {} cells", reader.cells().size(), width);
  const bool is_text = std::all_of(reader.cells().begin(), reader.cells().end(),
                                   [](std::string_view cell) { return find_invalid_utf8(cell) == cell.npos; });
  return is_text ? "" : "the row is not UTF-8";
}

// Files of one query that were put one behind the other repeat the header.
bool is_header(const std::vector<std::string_view>& cells, const std::vector<std::string>& header) {
  return std::equal(cells.begin(), cells.end(), header.begin(), header.end());
}

}  // namespace

bool begins_csv_log(std::string_view text) {
  const auto bytes = bytes_of_memory(text);
  CsvReader reader(*bytes, text.size() + 1);
  return reader.next() == CsvReader::Step::row && columns_of(reader.cells()).is_log();
}

void read_csv_log(ByteSource& source, std::size_t block, Unwrapper& unwrapper) {
  CsvReader reader(source, block);
  if (reader.next() != CsvReader::Step::row) return;
  const std::vector<std::string> header(reader.cells().begin(), reader.cells().end());
  const ColumnSet columns = columns_of(reader.cells());
  bool goes_on = true;
  for (auto step = reader.next(); step != CsvReader::Step::end && goes_on; step = reader.next()) {
    unwrapper.on_bytes(reader.bytes_read());
    const std::string wrong = problem(reader, step, columns.size());
    if (wrong.empty()) {
      if (is_header(reader.cells(), header)) continue;
      const std::string record = columns.make(reader.cells());
      goes_on = record.empty() ? unwrapper.skip("CSV row without a record")
                               : unwrapper.open_document(record, reader.offset());
    } else if (!reader.is_in_damage()) {
      goes_on = unwrapper.bad(reader.offset(), wrong);
    }
  }
  unwrapper.on_bytes(reader.bytes_read());
  if (goes_on && !reader.error().empty()) unwrapper.damage(reader.bytes_read(), reader.error());
}

}  // namespace spoor
