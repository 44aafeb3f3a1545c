// Rows of query results as APIs return them: an array of one object for each column. CloudTrail Lake has
// `{"eventName": "StopLogging"}`, Logs Insights `{"field": "@message", "value": "{..}"}`. As CSV: csv_log.cpp.

#include <vector>

#include "runtime/json/token_walk.h"
#include "runtime/log/columns.h"
#include "runtime/log/format.h"

namespace spoor {

Inside open_lake_row(const Envelope& envelope) {
  const bool has_names = envelope.array() == ArrayForm::insights_rows;
  if (!has_names && envelope.array() != ArrayForm::lake_rows) return envelope.itself();
  const Tokens& tokens = envelope.tokens();
  if (tokens.kind(envelope.object()) != '[') return envelope.damaged("expected an array of columns");
  ColumnSet columns;
  std::vector<std::string_view> cells;
  for_each_element(tokens, envelope.object(), [&](std::uint32_t column) {
    if (tokens.kind(column) != '{') return;
    if (has_names) {
      const auto name = envelope.string(column, "field"), cell = envelope.string(column, "value");
      if (!name || !cell) return;
      columns.add(*name);
      cells.push_back(*cell);
      return;
    }
    for_each_member(tokens, column, [&](std::uint32_t name, std::uint32_t value) {
      const auto cell = tokens.kind(value) == '"' ? envelope.characters(value) : std::nullopt;
      if (!cell) return;
      columns.add(raw_key(tokens, name));
      cells.push_back(*cell);
    });
  });
  std::string record = columns.make(cells);
  return record.empty() ? envelope.skipped("a row without a record") : envelope.document(std::move(record));
}

}  // namespace spoor
