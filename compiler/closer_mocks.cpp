#include <fmt/format.h>

#include <algorithm>

#include "compiler/closer.h"
#include "compiler/item_type.h"
#include "compiler/json_parts.h"
#include "lang/suggest.h"

// Rows that tests give tables.
namespace spoor {

// A row that a test gives a table: the table by its name, the key and the row as the table's file would have them.
std::optional<TestCase::Mock> Closer::close_mock(const ast::Mock& mock, const Scope& scope) {
  const auto lookup = find_table(*scope.pack, mock.table);
  if (lookup.clash) {
    report(
        DiagnosticKind::ambiguous_name, mock.table_span, scope,
        fmt::format("table `{}` is defined by `{}` and by `{}`", mock.table, lookup.clash->first, lookup.clash->second),
        "rename one of them");
    return std::nullopt;
  }
  if (!lookup.found) {
    report_no_table(mock, scope);
    return std::nullopt;
  }
  const auto id = close_table(*lookup.found->ref.tree, *lookup.found->ref.table);
  if (!id) return std::nullopt;
  const LoadedTable& table = tree_.table(*id);
  auto key = typed_item(mock.key, table.is_database() ? ast::ValueType::cidr : table.keys.type);
  if (!key) {
    spoor::report(diagnostics_, DiagnosticKind::bad_list_item, mock.key_span,
                  fmt::format("`{}` is no key for a table of type `{}`", to_text(mock.key), type_name(table.keys.type)),
                  "", {{lookup.found->ref.table->name_span, "the table"}});
  }
  if (!has_known_columns(mock.row, table) || !key) return std::nullopt;
  return TestCase::Mock{static_cast<std::uint32_t>(*id), std::move(*key), mock.row.text};
}

void Closer::report_no_table(const ast::Mock& mock, const Scope& scope) {
  if (scope.pack->breaks(mock.table)) return;
  const bool is_list = find_list(*scope.pack, mock.table).found.has_value();
  const auto near = closest(mock.table, table_names(*scope.pack));
  report(DiagnosticKind::unknown_name, mock.table_span, scope, fmt::format("there is no table `{}`", mock.table),
         is_list ? fmt::format("`{}` is a list, and a list is the same in every test", mock.table)
         : near  ? fmt::format("did you mean `{}`?", *near)
                 : "a mock is a row of a table: `table name from \"file.csv\"`",
         near && !is_list ? std::vector<Fix>{{mock.table_span, std::string(*near)}} : std::vector<Fix>{});
}

// Whether the row has no other columns than the table's file.
bool Closer::has_known_columns(const ast::Event& row, const LoadedTable& table) {
  if (table.columns.empty()) return true;
  const std::vector<std::string_view> names(table.columns.begin(), table.columns.end());
  bool are_known = true;
  for_each_inside(row.text, {0, row.text.size()}, [&](JsonRange name, JsonRange) {
    const std::string column = decoded_json_string(slice(row.text, name)).value_or("");
    if (std::find(names.begin(), names.end(), column) != names.end()) return;
    const auto near = closest(column, names);
    const auto begin = row.span.begin + static_cast<std::uint32_t>(name.begin);
    const auto end = row.span.begin + static_cast<std::uint32_t>(name.end);
    spoor::report(diagnostics_, DiagnosticKind::unknown_column, {row.span.source, begin, end},
                  fmt::format("table `{}` has no column {}", table.keys.name, shown(column)),
                  near ? fmt::format("did you mean `{}`?", *near) : std::string());
    are_known = false;
  });
  return are_known;
}

}  // namespace spoor
