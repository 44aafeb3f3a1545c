#include "compiler/scope.h"

#include "lang/function.h"

namespace spoor {

namespace {

template <typename Ref>
using RefsByName = std::map<std::string, Ref, std::less<>>;

template <typename Ref>
NameLookup<Ref> find_name(const LoadedPack& pack, std::string_view name, RefsByName<Ref> LoadedPack::*names) {
  NameLookup<Ref> lookup;
  if (const auto own = (pack.*names).find(name); own != (pack.*names).end()) {
    lookup.found = {&pack, own->second};
    return lookup;
  }
  for (const LoadedPack::Used& use : pack.uses) {
    const auto there = (use.pack->*names).find(name);
    if (there == (use.pack->*names).end()) continue;
    if (lookup.found && lookup.found->pack != use.pack) {
      lookup.clash = {lookup.found->pack->name, use.pack->name};
      return lookup;
    }
    lookup.found = {use.pack, there->second};
  }
  return lookup;
}

template <typename Ref>
void add_names(const RefsByName<Ref>& names, std::vector<std::string_view>& out) {
  for (const auto& [name, ref] : names) out.push_back(name);
}

}  // namespace

NameLookup<LoadedPack::DefRef> find_def(const LoadedPack& pack, std::string_view name) {
  return find_name(pack, name, &LoadedPack::defs);
}

NameLookup<LoadedPack::ParamRef> find_param(const LoadedPack& pack, std::string_view name) {
  return find_name(pack, name, &LoadedPack::params);
}

NameLookup<LoadedPack::SampleRef> find_sample(const LoadedPack& pack, std::string_view name) {
  return find_name(pack, name, &LoadedPack::samples);
}

NameLookup<LoadedPack::ListRef> find_list(const LoadedPack& pack, std::string_view name) {
  return find_name(pack, name, &LoadedPack::lists);
}

NameLookup<LoadedPack::TableRef> find_table(const LoadedPack& pack, std::string_view name) {
  return find_name(pack, name, &LoadedPack::tables);
}

std::optional<Qualified> find_qualifier(const LoadedPack& pack, std::string_view dotted) {
  const auto strip = [dotted](std::string_view prefix) -> std::optional<std::string_view> {
    if (prefix.empty() || !dotted.starts_with(prefix) || dotted.size() <= prefix.size() + 1) return std::nullopt;
    if (dotted[prefix.size()] != '.') return std::nullopt;
    return dotted.substr(prefix.size() + 1);
  };
  if (const auto rest = strip(pack.name)) return Qualified{&pack, *rest};
  for (const LoadedPack::Used& use : pack.uses) {
    if (const auto rest = strip(use.name)) return Qualified{use.pack, *rest};
  }
  return std::nullopt;
}

std::vector<std::string_view> callable_names(const LoadedPack& pack) {
  std::vector<std::string_view> out;
  const auto add_pack = [&out](const LoadedPack& from) {
    add_names(from.defs, out);
    add_names(from.tables, out);
  };
  add_pack(pack);
  for (const LoadedPack::Used& use : pack.uses) add_pack(*use.pack);
  for (const FunctionInfo& function : functions()) out.push_back(function.name);
  return out;
}

std::vector<std::string> def_names(const LoadedPack& pack) {
  std::vector<std::string> out;
  for (const auto& [name, def] : pack.defs) out.push_back(name);
  for (const LoadedPack::Used& use : pack.uses) {
    for (const auto& [name, def] : use.pack->defs) {
      out.push_back(name);
      out.push_back(use.name + "." + name);
    }
  }
  return out;
}

std::vector<std::string_view> param_names(const LoadedPack& pack) {
  std::vector<std::string_view> out;
  add_names(pack.params, out);
  for (const LoadedPack::Used& use : pack.uses) add_names(use.pack->params, out);
  return out;
}

std::vector<std::string_view> table_names(const LoadedPack& pack) {
  std::vector<std::string_view> out;
  add_names(pack.tables, out);
  for (const LoadedPack::Used& use : pack.uses) add_names(use.pack->tables, out);
  return out;
}

std::vector<std::string_view> list_names(const LoadedPack& pack) {
  std::vector<std::string_view> out;
  const auto add_pack = [&out](const LoadedPack& from) {
    add_names(from.lists, out);
    add_names(from.tables, out);
  };
  add_pack(pack);
  for (const LoadedPack::Used& use : pack.uses) add_pack(*use.pack);
  return out;
}

std::string dotted_text(const ast::Path& path) {
  std::string out = path.head;
  for (const PathStep& step : path.steps) {
    if (step.kind != PathStep::Kind::key) break;
    out += "." + step.key;
  }
  return out;
}

}  // namespace spoor
