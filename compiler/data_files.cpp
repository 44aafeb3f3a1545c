#include "compiler/data_files.h"

#include <fmt/format.h>

#include <utility>

#include "compiler/item_type.h"
#include "compiler/read_list.h"
#include "compiler/table_reader.h"
#include "lang/values/utf8.h"

namespace spoor {

namespace {

// Of all data files together: what is made of them must be addressed with 32 bits.
constexpr std::size_t kMaxBytes = 4 * kMaxDataFile;

}  // namespace

std::shared_ptr<const LoadedList> DataFiles::list(const Ast& tree, const ast::List& list) {
  const auto id = open(tree, *list.from);
  if (!id) return nullptr;
  return std::make_shared<const LoadedList>(read_list(sources_[*id], *id, list, diagnostics_));
}

std::shared_ptr<const LoadedTable> DataFiles::table(const Ast& tree, const ast::Table& table) {
  if (table.from.name.ends_with(".mmdb")) return database(tree, table);
  const auto id = open(tree, table.from);
  if (!id) return nullptr;
  return read_table(sources_[*id], *id, table, diagnostics_);
}

std::shared_ptr<const LoadedTable> DataFiles::database(const Ast& tree, const ast::Table& table) {
  const auto report_table = [&](Span span, std::string message, std::string help) {
    report(diagnostics_, DiagnosticKind::bad_table, span, std::move(message), std::move(help));
  };
  const bool has_networks =
      table.type == ast::ValueType::none || table.type == ast::ValueType::ip || table.type == ast::ValueType::cidr;
  if (!has_networks) {
    report_table(table.name_span, fmt::format("a MaxMind database has no keys of type `{}`", type_name(table.type)),
                 fmt::format("it has a row for an address: `table {} : ip from ...`", table.name));
  }
  if (!table.key_column.empty()) {
    report_table(table.key_column_span, "a MaxMind database has networks for keys, and no column of them",
                 "leave `key` out");
  }
  auto path = source_.database(sources_[tree.source].name(), table.from.name);
  const bool is_lacking = !path && path.error().is_missing;
  if (!path && !is_lacking) {
    report_table(table.from.span, fmt::format("the file {} is no MaxMind database", shown(table.from.name)),
                 path.error().text);
  } else if (is_lacking && !may_lack_databases_) {
    report(diagnostics_, DiagnosticKind::missing_file, table.from.span,
           fmt::format("the file {} cannot be read", shown(table.from.name)), path.error().text);
  } else if (is_lacking) {
    report(diagnostics_, DiagnosticKind::absent_database, table.from.span,
           fmt::format("the file {} is not there, so the table has no rows but those that tests mock",
                       shown(table.from.name)),
           path.error().text);
  }
  if (!has_networks || !table.key_column.empty() || (!path && !(is_lacking && may_lack_databases_))) return nullptr;
  auto loaded = std::make_shared<LoadedTable>();
  loaded->keys.name = table.name;
  loaded->keys.type = ast::ValueType::ip;
  loaded->database = path.value_or("");
  return loaded;
}

std::optional<SourceId> DataFiles::open(const Ast& tree, const ast::FileName& file) {
  const std::string& rule_file = sources_[tree.source].name();
  const std::string name = beside(rule_file, file.name);
  if (const auto known = opened_.find(name); known != opened_.end()) return known->second;
  auto bytes = source_.data(rule_file, file.name);
  if (bytes && (bytes->size() > kMaxDataFile || (bytes_ += bytes->size()) > kMaxBytes)) {
    bytes = tl::unexpected(
        fmt::format("a data file may have {} MB, and all together {} MB", kMaxDataFile >> 20U, kMaxBytes >> 20U));
  }
  if (!bytes) {
    diagnostics_.push_back({.kind = DiagnosticKind::missing_file,
                            .span = file.span,
                            .message = fmt::format("the file {} cannot be read", shown(file.name)),
                            .label = "",
                            .help = std::move(bytes.error())});
    return std::nullopt;
  }
  const SourceId id = sources_.add(name, std::move(*bytes));
  return opened_.emplace(name, is_utf8(id) ? std::optional(id) : std::nullopt).first->second;
}

bool DataFiles::is_utf8(SourceId id) {
  const std::size_t at = find_invalid_utf8(sources_[id].text());
  if (at == std::string_view::npos) return true;
  const auto begin = static_cast<std::uint32_t>(at);
  diagnostics_.push_back({.kind = DiagnosticKind::not_utf8,
                          .span = {id, begin, begin + 1},
                          .message = "found a byte that is not UTF-8",
                          .label = "",
                          .help = "save the file as UTF-8"});
  return false;
}

}  // namespace spoor
