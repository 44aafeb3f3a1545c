#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "compiler/pack_set.h"

namespace spoor {

// Which rules of a pack name a list, table or param of it, themselves or by the pack's defs: full names of rules by the
// name of the value. A name that means something else where it stands counts too.
using ValueUses = std::map<std::string, std::set<std::string>, std::less<>>;
ValueUses value_uses(const LoadedPack& pack);

// The other way around, with defs: names of the pack's defs, lists, tables and params by the full name of the rule.
using NamesByRule = std::map<std::string, std::set<std::string>, std::less<>>;
NamesByRule names_by_rule(const LoadedPack& pack);

}  // namespace spoor
