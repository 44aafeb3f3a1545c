#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lang/ast.h"
#include "lang/diagnostic.h"
#include "lang/source.h"

namespace spoor {

// A pack as resolve() sees it: its files' trees and what they define. A folder without header is a pack without name.
struct LoadedPack {
  struct DefRef {
    const Ast* tree;
    const ast::Def* def;
  };
  struct ListRef {
    const Ast* tree;
    const ast::List* list;
  };
  struct Used {
    std::string name;  // as written in full, or the alias
    Span span;         // where the file says so
    const LoadedPack* pack;
  };

  std::string name;
  std::vector<const Ast*> trees;
  std::map<std::string, DefRef, std::less<>> defs;
  std::map<std::string, ListRef, std::less<>> lists;
  std::vector<Used> uses;
  bool has_cloudtrail_schema = false;

  bool breaks(std::string_view missing) const;  // such a name was in an item that did not parse
};

// All packs of a compilation: those whose rules run, and, loaded from the Source, those that they use.
class PackSet {
 public:
  PackSet(Sources& sources, const Source& source, Diagnostics& diagnostics)
      : sources_(sources), source_(source), diagnostics_(diagnostics) {}

  // Parses the files and groups them by folder (the part of the name before the last `/`), then loads what they use.
  std::vector<const LoadedPack*> add(std::vector<SourceText> files);

  // The pack of this name; nothing, without a word, if there is none.
  const LoadedPack* find_or_load(std::string_view name);

 private:
  LoadedPack& add_pack(std::vector<SourceText> files);
  void collect_names(LoadedPack& pack);
  void connect(LoadedPack& pack);
  void report_circles(const LoadedPack& pack, std::vector<const LoadedPack*>& path);
  LoadedPack* load(std::string_view name);
  void report_unknown_pack(const ast::Use& use);

  Sources& sources_;
  const Source& source_;
  Diagnostics& diagnostics_;
  std::deque<Ast> trees_;
  std::deque<LoadedPack> packs_;
  std::map<std::string, LoadedPack*, std::less<>> by_name_;
  std::set<const LoadedPack*> seen_;  // by report_circles()
};

}  // namespace spoor
