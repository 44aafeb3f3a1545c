#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "library/spoor/spoor.h"
#include "runtime/json/mask.h"
#include "runtime/match/prepared.h"

namespace spoor::library {

// A compiled pack ready to run, shared by its handle and its matchers. Immutable.
struct LoadedRules {
  explicit LoadedRules(std::shared_ptr<const PreparedProgram> program);

  std::shared_ptr<const PreparedProgram> prepared;
  Mask mask;
  std::vector<spoor_rule> rules;    // texts are the Program's; none is hidden
  std::vector<std::size_t> places;  // of the Program's rules in `rules`; kNoPlace: it is hidden
  static constexpr std::size_t kNoPlace = SIZE_MAX;
};

}  // namespace spoor::library

struct spoor_rules {
  std::shared_ptr<const spoor::library::LoadedRules> loaded;
};
