#include "compiler/table_reader.h"

#include <fmt/format.h>

#include <utility>

#include "compiler/item_type.h"
#include "lang/suggest.h"

namespace spoor {

TableReader::TableReader(const SourceFile& file, SourceId id, const ast::Table& table, Diagnostics& diagnostics)
    : text_(file.text()),
      id_(id),
      declared_(table),
      diagnostics_(diagnostics),
      wrong_keys_(DiagnosticKind::bad_list_item, diagnostics),
      repeated_keys_(DiagnosticKind::repeated_key, diagnostics),
      wrong_rows_(DiagnosticKind::bad_table, diagnostics),
      masked_(DiagnosticKind::host_bits, diagnostics),
      table_(std::make_shared<LoadedTable>()) {
  table_->keys.name = table.name;
  table_->keys.type = table.type == ast::ValueType::none ? ast::ValueType::string : table.type;
}

bool TableReader::add_key(std::string_view key, Span span) {
  const std::size_t repeated = repeated_keys_.count();
  if (add_typed_key(key, span)) return true;
  if (repeated_keys_.count() == repeated) {
    wrong_keys_.add(span, [&] {
      return Diagnostic{
          .kind = DiagnosticKind::bad_list_item,
          .span = span,
          .message = fmt::format("{} is no key for a table of type `{}`", shown(key), type_name(table_->keys.type)),
          .label = "",
          .labels = {{declared_.name_span, "the table"}}};
    });
  }
  return false;
}

bool TableReader::add_typed_key(std::string_view key, Span span) {
  LoadedList& keys = table_->keys;
  if (keys.type == ast::ValueType::string) {
    if (key.empty()) return false;
    std::string& text = table_->key_text;
    const auto known = distinct_.add(key, [&](std::uint32_t i) {
      return std::string_view(text).substr(keys.strings[i].begin, keys.strings[i].length);
    });
    if (!note(known, span)) return false;
    keys.strings.push_back({static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(key.size())});
    text += key;
    return true;
  }
  if (keys.type == ast::ValueType::integer) {
    const auto number = read_integer(key);
    if (!number || !note(distinct_.add(*number, [&](std::uint32_t i) { return keys.numbers[i]; }), span)) return false;
    keys.numbers.push_back(*number);
    return true;
  }
  const auto parsed = read_network(key, keys.type);
  if (!parsed) return false;
  if (parsed->has_host_bits) {
    masked_.add(span, [&] {
      return Diagnostic{.kind = DiagnosticKind::host_bits,
                        .span = span,
                        .message = fmt::format("{} has host bits, which are masked", shown(key)),
                        .label = "",
                        .help = fmt::format("write `{}`", to_text(parsed->network))};
    });
  }
  if (!note(distinct_.add(parsed->network, [&](std::uint32_t i) { return keys.networks[i]; }), span)) return false;
  keys.networks.push_back(parsed->network);
  return true;
}

// Whether the key is new; if not, it is reported.
bool TableReader::note(std::optional<std::uint32_t> known, Span span) {
  if (!known) {
    key_spans_.push_back(span);
    return true;
  }
  repeated_keys_.add(span, [&] {
    return Diagnostic{.kind = DiagnosticKind::repeated_key,
                      .span = span,
                      .message = fmt::format("table `{}` has this key twice", declared_.name),
                      .label = "",
                      .labels = {{key_spans_[*known], "the first one"}}};
  });
  return false;
}

void TableReader::report_row(Span span, std::string message) {
  wrong_rows_.add(span, [&] {
    return Diagnostic{.kind = DiagnosticKind::bad_table, .span = span, .message = std::move(message), .label = ""};
  });
}

void TableReader::report_table(Span span, std::string message, std::string help) {
  is_unusable_ = true;
  diagnostics_.push_back({.kind = DiagnosticKind::bad_table,
                          .span = span,
                          .message = std::move(message),
                          .label = "",
                          .help = std::move(help)});
}

void TableReader::report_key_column(const std::vector<std::string_view>& columns) {
  is_unusable_ = true;
  const auto near = closest(declared_.key_column, columns);
  Diagnostic diagnostic{.kind = DiagnosticKind::unknown_column,
                        .span = declared_.key_column_span,
                        .message = fmt::format("the file has no column {}", shown(declared_.key_column)),
                        .label = "",
                        .help = near ? fmt::format("did you mean `{}`?", *near) : std::string()};
  diagnostics_.push_back(std::move(diagnostic));
}

std::shared_ptr<const LoadedTable> TableReader::finish() {
  const bool is_faulty = is_unusable_ || wrong_keys_.count() + wrong_rows_.count() + repeated_keys_.count() > 0;
  if (!is_faulty && table_->rows.empty()) {
    report_table(declared_.from.span, fmt::format("table `{}` has no rows", declared_.name));
  }
  if (is_unusable_) return nullptr;
  table_->keys.text = table_->key_text;
  if (!table_->made_rows.empty()) table_->row_text = table_->made_rows;
  return table_;
}

std::shared_ptr<const LoadedTable> read_table(const SourceFile& file, SourceId id, const ast::Table& table,
                                              Diagnostics& diagnostics) {
  TableReader reader(file, id, table, diagnostics);
  if (table.from.name.ends_with(".csv")) {
    read_csv(reader);
  } else if (table.from.name.ends_with(".json")) {
    read_json(reader);
  } else {
    reader.report_table(table.from.span, "a table's file ends in `.csv`, `.json` or `.mmdb`");
  }
  return reader.finish();
}

}  // namespace spoor
