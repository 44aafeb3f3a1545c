#include "cli/workbench/diff/name_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "cli/workbench/value_uses.h"
#include "compiler/item_type.h"
#include "compiler/read_list.h"

namespace spoor {

namespace {

constexpr std::size_t kMostItems = 100;  // of those that are named

// A name as one side has it.
struct Named {
  std::string type;                // another one is no longer what others wrote
  std::string text;                // all of it, on one line
  std::string shown;               // what is said of a change; empty: its items are
  std::vector<std::string> items;  // sorted
};
using NamesOfKind = std::map<std::string, Named>;

std::string_view type_name(const Literal& value) {
  static constexpr std::string_view kNames[] = {"string", "number", "bool", "time", "duration", "network", "regex"};
  static_assert(std::size(kNames) == std::variant_size_v<Literal>);
  return kNames[value.index()];
}

class NameComparison {
 public:
  NameComparison(const Side& side, const LoadedPack& pack) : side_(side), pack_(pack) {}

  NamesOfKind of(NameKind kind) const {
    NamesOfKind out;
    switch (kind) {
      case NameKind::def:
        for (const auto& [name, ref] : pack_.defs) out[name] = def(*ref.def);
        break;
      case NameKind::list:
        for (const auto& [name, ref] : pack_.lists) out[name] = list(*ref.tree, *ref.list);
        break;
      case NameKind::table:
        for (const auto& [name, ref] : pack_.tables) out[name] = table(*ref.tree, *ref.table);
        break;
      case NameKind::param:
        for (const auto& [name, ref] : pack_.params) {
          const std::string text = to_text(ref.value());
          out[name] = {std::string(type_name(ref.value())), text, text, {}};
        }
        break;
      case NameKind::sample:
        for (const auto& [name, ref] : pack_.samples) out[name] = {{}, text(ref.sample->event.span), {}, {}};
        break;
    }
    return out;
  }

 private:
  std::string text(Span span) const { return flat_text(side_.sources().text(span)); }

  Named def(const ast::Def& def) const {
    const std::size_t count = def.parameters.size();
    return {fmt::format("{} parameter{}", count, count == 1 ? "" : "s"), text(def.span), text(def.span), {}};
  }

  // Of a list without a type it is that of its items, which may be of several.
  Named list(const Ast& tree, const ast::List& list) const {
    Named out{std::string(written_type(list.type)), {}, {}, {}};
    if (list.from) {
      out.items = items_of_file(tree, list);
    } else {
      for (const ExprId item : list.items) out.items.push_back(text(tree[item].span));
    }
    return sorted(std::move(out));
  }

  std::vector<std::string> items_of_file(const Ast& tree, const ast::List& list) const {
    std::vector<std::string> out;
    auto data = side_.source.data(side_.sources()[tree.source].name(), list.from->name);
    if (!data) return out;
    const SourceFile file(list.from->name, std::move(*data));
    Diagnostics ignored;  // the rules compiled
    const LoadedList loaded = read_list(file, SourceId{}, list, ignored);
    for (std::size_t i = 0; i < loaded.strings.size(); ++i) {
      out.push_back(to_text(Literal(std::string(loaded.string(i)))));
    }
    for (const Number& number : loaded.numbers) out.push_back(to_text(Literal(number)));
    for (const Network& network : loaded.networks) out.push_back(to_text(Literal(network)));
    return out;
  }

  // Rows as lines of the file; of a MaxMind database nothing, as the run opens it.
  Named table(const Ast& tree, const ast::Table& table) const {
    Named out{fmt::format("{} {}", written_type(table.type), table.key_column), {}, {}, {}};
    if (table.from.name.ends_with(".mmdb")) return out;
    const auto data = side_.source.data(side_.sources()[tree.source].name(), table.from.name);
    for (std::size_t at = 0; data && at < data->size();) {
      const std::size_t end = std::min(data->find('\n', at), data->size());
      std::string line = flat_text(std::string_view(*data).substr(at, end - at));
      if (!line.empty()) out.items.push_back(std::move(line));
      at = end + 1;
    }
    return sorted(std::move(out));
  }

  static Named sorted(Named out) {
    std::sort(out.items.begin(), out.items.end());
    return out;
  }

  const Side& side_;
  const LoadedPack& pack_;
};

NameDiff::Items items_only_in(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  std::vector<std::string> only;
  std::set_difference(one.begin(), one.end(), other.begin(), other.end(), std::back_inserter(only));
  only.erase(std::unique(only.begin(), only.end()), only.end());
  NameDiff::Items out{only.size(), {}};
  only.resize(std::min(only.size(), kMostItems));
  out.first = std::move(only);
  return out;
}

// Of two that have another text or other items. Nothing if it is only the order of items.
std::optional<NameDiff> changed(NameKind kind, const Named& before, const Named& after, bool is_used) {
  NameDiff out{.kind = kind, .change = NameChange::changed, .name = {}, .pack = {}};
  if (before.type != after.type) {
    out.change = NameChange::retyped;
    out.before = before.type;
    out.after = after.type;
    out.step = VersionStep::major;
    out.is_of_meaning = true;
    return out;
  }
  out.added = items_only_in(after.items, before.items);
  out.removed = items_only_in(before.items, after.items);
  if (before.text == after.text && out.added.count == 0 && out.removed.count == 0) return std::nullopt;
  out.before = before.shown;
  out.after = after.shown;
  // Of a def the rules that use it tell whether it means the same.
  const bool tells_itself = kind != NameKind::sample && !(kind == NameKind::def && is_used);
  out.is_of_meaning = tells_itself;
  out.step = tells_itself ? VersionStep::minor : VersionStep::patch;
  return out;
}

std::map<std::string, std::vector<std::string>> users_of(const LoadedPack* pack) {
  std::map<std::string, std::vector<std::string>> out;
  if (pack == nullptr) return out;
  for (const auto& [rule, names] : names_by_rule(*pack)) {
    for (const std::string& name : names) out[name].push_back(rule);
  }
  return out;
}

}  // namespace

std::string_view to_text(NameKind kind) {
  static constexpr std::string_view kNames[] = {"def", "list", "table", "param", "sample"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view to_text(NameChange change) {
  static constexpr std::string_view kNames[] = {"added", "removed", "retyped", "changed"};
  return kNames[static_cast<std::size_t>(change)];
}

std::vector<NameDiff> name_changes(const Side& before, const Side& after, const PackPair& pair) {
  std::vector<NameDiff> out;
  if (pair.first == nullptr || pair.second == nullptr) return out;
  const NameComparison old_names(before, *pair.first), new_names(after, *pair.second);
  const auto old_users = users_of(pair.first), new_users = users_of(pair.second);
  const auto add = [&](NameDiff diff, const std::string& name, const auto& users) {
    diff.name = name;
    diff.pack = pair.second->name;
    if (const auto found = users.find(name); found != users.end()) diff.rules = found->second;
    out.push_back(std::move(diff));
  };
  for (const NameKind kind : {NameKind::def, NameKind::list, NameKind::table, NameKind::param, NameKind::sample}) {
    const NamesOfKind olds = old_names.of(kind), news = new_names.of(kind);
    for (const auto& [name, named] : olds) {
      const auto other = news.find(name);
      if (other == news.end()) {
        add({.kind = kind,
             .change = NameChange::removed,
             .name = {},
             .pack = {},
             .is_of_meaning = true,
             .step = VersionStep::major},
            name, old_users);
      } else if (auto diff = changed(kind, named, other->second, new_users.contains(name))) {
        add(std::move(*diff), name, new_users);
      }
    }
    for (const auto& [name, named] : news) {
      if (olds.contains(name)) continue;
      add({.kind = kind, .change = NameChange::added, .name = {}, .pack = {}, .step = VersionStep::minor}, name,
          new_users);
    }
  }
  return out;
}

}  // namespace spoor
