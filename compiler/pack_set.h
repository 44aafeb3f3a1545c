#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "lang/ast.h"
#include "lang/diagnostic.h"
#include "lang/source.h"

namespace spoor {

// A pack as resolve() sees it: its files' trees and what they define, a site's tuning already in place. A folder
// without header is a pack without name.
struct LoadedPack {
  struct DefRef {
    const Ast* tree;
    const ast::Def* def;
  };
  struct ListRef {
    const Ast* tree;
    const ast::List* list;
  };
  struct TableRef {
    const Ast* tree;
    const ast::Table* table;
  };
  struct ParamRef {
    const Ast* tree;
    const ast::Param* param;

    std::optional<Literal> given = std::nullopt;  // by `-D`

    const Literal& value() const { return given ? *given : std::get<ast::Constant>((*tree)[param->value].node).value; }
  };
  struct SampleRef {
    const Ast* tree;
    const ast::Sample* sample;
  };
  // Clauses with the place whose names they use: the rule's own first, then a site's.
  struct ClausesRef {
    const LoadedPack* pack;
    const Ast* tree;
    const ast::Clauses* clauses;
    Span span;
  };
  struct RuleRef {
    const ast::Rule* rule;
    std::vector<ClausesRef> clauses;
  };
  struct Used {
    std::string name;  // as written in full, or the alias
    Span span;         // where the file says so
    LoadedPack* pack;
  };

  std::string name;
  std::vector<const Ast*> trees;
  std::unordered_set<const Ast*> lenders;  // trees that only lend their names
  std::map<std::string, DefRef, std::less<>> defs;
  std::map<std::string, ListRef, std::less<>> lists;
  std::map<std::string, TableRef, std::less<>> tables;
  std::map<std::string, ParamRef, std::less<>> params;
  std::map<std::string, SampleRef, std::less<>> samples;
  std::vector<RuleRef> rules;  // in the order of files and lines
  std::vector<Used> uses;
  std::vector<ast::Meta> metas;  // of the header
  bool has_cloudtrail_schema = false;

  bool lends(const Ast* tree) const { return lenders.contains(tree); }
  bool breaks(std::string_view missing) const;  // such a name was in an item that did not parse
  RuleRef* find_rule(std::string_view rule);
  std::string full_name(std::string_view rule) const;  // with the pack's
};

// `-D name=value`: another value for a param, whose name may have its pack's before it.
struct Definition {
  std::string name;
  std::string value;
};

// What packs are made of. LoadedPacks point into it, and stay where they are when it is moved.
struct PackTrees {
  std::deque<Ast> trees;
  std::deque<LoadedPack> packs;
};

// All packs of a compilation: those whose rules run, and, loaded from the Source, those that they use.
class PackSet {
 public:
  PackSet(Sources& sources, const Source& source, Diagnostics& diagnostics)
      : sources_(sources), source_(source), diagnostics_(diagnostics) {}

  // Parses the files and groups them by folder (pack_folder()), then loads what they use. Packs that they tune are
  // among those returned: their rules run too. `lenders`: more files of these packs, that use no others and tune
  // nothing; their names are known, and nothing is said of them.
  std::vector<LoadedPack*> add(std::vector<SourceText> files, std::vector<SourceText> lenders = {});

  // Gives params their values. A name that no loaded pack has is reported.
  void define(const std::vector<Definition>& definitions);

  // What the packs are made of, for those that look at them when the rest of this is gone.
  PackTrees release() && { return {std::move(trees_), std::move(packs_)}; }

  // The pack of this name; nothing, without a word, if there is none.
  LoadedPack* find_or_load(std::string_view name);

 private:
  LoadedPack& add_pack(std::vector<SourceText> files, std::vector<SourceText> lenders = {});
  const Ast& add_tree(SourceText file);
  void collect_names(LoadedPack& pack);
  void connect(LoadedPack& pack);
  using UsePath = std::vector<const LoadedPack::Used*>;
  void report_circles(const LoadedPack& pack, std::vector<const LoadedPack*>& path, UsePath& uses);
  LoadedPack* load(std::string_view name, std::string_view rule_file, Span use);
  void check_place(const ast::Use& use, std::string_view rule_file, const LoadedPack& loaded);
  void report_unknown_pack(const ast::Use& use, std::string_view rule_file);
  void define_one(const Definition& definition);
  void give(LoadedPack::ParamRef& param, const Definition& definition, Span span);

  Sources& sources_;
  const Source& source_;
  Diagnostics& diagnostics_;
  std::deque<Ast> trees_;
  std::deque<LoadedPack> packs_;
  std::map<std::string, LoadedPack*, std::less<>> by_name_;
  std::map<SourceId, std::string> names_by_folder_;  // of files whose folder is known by another spelling than theirs
  std::map<const LoadedPack*, Span> first_uses_;     // of packs that were looked for
  std::set<std::pair<std::string, std::string>, std::less<>> places_;  // name of a pack, folder in which it was used
  std::set<const LoadedPack*> seen_;                                   // by report_circles()
};

}  // namespace spoor
