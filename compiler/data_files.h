#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "compiler/loaded_table.h"
#include "lang/diagnostic.h"
#include "lang/source.h"

namespace spoor {

// The files that rule files name for lists and tables. Each is read once and becomes one of the Sources, so that
// what is wrong in it has a line; what cannot be read is reported where it is named.
class DataFiles {
 public:
  // `may_lack_databases`: a MaxMind database that is not there is a table without rows, and a warning.
  DataFiles(Sources& sources, const Source& source, Diagnostics& diagnostics, bool may_lack_databases = false)
      : sources_(sources), source_(source), diagnostics_(diagnostics), may_lack_databases_(may_lack_databases) {}

  // REQUIRES: list.from. Nothing if the file cannot be read.
  std::shared_ptr<const LoadedList> list(const Ast& tree, const ast::List& list);

  // Nothing if there is no table in the file.
  std::shared_ptr<const LoadedTable> table(const Ast& tree, const ast::Table& table);

 private:
  std::shared_ptr<const LoadedTable> database(const Ast& tree, const ast::Table& table);
  std::optional<SourceId> open(const Ast& tree, const ast::FileName& file);
  bool is_utf8(SourceId id);

  Sources& sources_;
  const Source& source_;
  Diagnostics& diagnostics_;
  bool may_lack_databases_;
  std::map<std::string, std::optional<SourceId>> opened_;  // by the name in Sources; nothing: it is not UTF-8
  std::size_t bytes_ = 0;                                  // of all
};

}  // namespace spoor
