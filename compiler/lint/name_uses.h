#pragma once

#include <cstdint>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "compiler/pack_set.h"

namespace spoor {

enum class NameKind : std::uint8_t { def, list, table, param, sample };

// Which names the rules, defs, tests and tunings of a compilation name. Where a name may mean two things both count as
// named.
class NameUses {
 public:
  explicit NameUses(const PackTrees& trees);

  bool names(const LoadedPack& pack, NameKind kind, std::string_view name) const {
    return names_.contains({&pack, kind, name});
  }
  // Whether a file names something of another pack, or tunes it.
  bool names(const Ast& file, const LoadedPack& other) const { return packs_.contains({&file, &other}); }

 private:
  friend class NameCollector;

  std::set<std::tuple<const LoadedPack*, NameKind, std::string_view>> names_;
  std::set<std::pair<const Ast*, const LoadedPack*>> packs_;
};

}  // namespace spoor
