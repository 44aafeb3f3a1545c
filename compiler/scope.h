#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/closed.h"
#include "compiler/pack_set.h"

namespace spoor {

// What a name may mean at one place of a rule or def. Looking up follows the order of the language: quantifier
// variable, def parameter, step, def of this pack, def of a used pack; what is none of these is a field.
struct Scope {
  const LoadedPack* pack = nullptr;
  const Ast* tree = nullptr;
  std::vector<std::pair<std::string_view, VariableId>> variables;              // innermost last
  std::vector<std::pair<std::string_view, std::optional<NodeId>>> parameters;  // nothing: the def is looked at alone
  std::vector<const ast::Def*> expanding;                                      // outermost first
  std::optional<Span> use;                                                     // where the rule named the outermost def
  std::span<const closed::Step> steps = {};                                    // in `emit`, whose names may be heads
};

// A def or list with the pack that it stands in.
template <typename Ref>
struct FoundName {
  const LoadedPack* pack;
  Ref ref;
};

// What looking up gave: nothing, one, or the names of the two used packs that both define it.
template <typename Ref>
struct NameLookup {
  std::optional<FoundName<Ref>> found;
  std::optional<std::pair<std::string, std::string>> clash;
};

NameLookup<LoadedPack::DefRef> find_def(const LoadedPack& pack, std::string_view name);
NameLookup<LoadedPack::ParamRef> find_param(const LoadedPack& pack, std::string_view name);
NameLookup<LoadedPack::SampleRef> find_sample(const LoadedPack& pack, std::string_view name);
NameLookup<LoadedPack::ListRef> find_list(const LoadedPack& pack, std::string_view name);
NameLookup<LoadedPack::TableRef> find_table(const LoadedPack& pack, std::string_view name);

// The used pack whose name, and a dot, a dotted name begins with; `rest` is what follows.
struct Qualified {
  const LoadedPack* pack;
  std::string_view rest;
};
std::optional<Qualified> find_qualifier(const LoadedPack& pack, std::string_view dotted);

// A path as a name with its pack's: its head and the keys behind it, up to the first other step.
std::string dotted_text(const ast::Path& path);

// Names that a call, or a set, may have here: for "did you mean".
std::vector<std::string_view> callable_names(const LoadedPack& pack);
std::vector<std::string> def_names(const LoadedPack& pack);  // those of used packs with the pack's name too
std::vector<std::string_view> list_names(const LoadedPack& pack);
std::vector<std::string_view> param_names(const LoadedPack& pack);
std::vector<std::string_view> table_names(const LoadedPack& pack);

}  // namespace spoor
