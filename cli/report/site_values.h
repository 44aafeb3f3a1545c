#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/pack_set.h"

namespace spoor {

enum class SiteValueKind : std::uint8_t { list, table, param };
std::string_view to_text(SiteValueKind kind);

// What a pack leaves to the site that runs it: a list, table or param, as the pack's own file has it.
struct SiteValue {
  SiteValueKind kind;
  std::string name;
  std::string type;                  // of items or keys; empty: none is named
  std::string text;                  // the value on one line: `50`, `["a", "b"]`, `from "accounts.csv"`
  bool is_empty = false;             // a list without items
  bool is_from_file = false;         // the file stands beside the pack's
  std::string item;                  // the whole of it as written
  std::vector<std::string> comment;  // lines
  std::vector<std::string> rules;    // that use it, by name
  std::string given;                 // what a tuning made of it; empty: nothing
};

// Lists, then tables, then params, each in the order of files and lines.
std::vector<SiteValue> site_values(const LoadedPack& pack, const Sources& sources);

}  // namespace spoor
