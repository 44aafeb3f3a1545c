#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/options.h"
#include "cli/render/rule_card.h"
#include "compiler/compile.h"
#include "compiler/program/program.h"

namespace spoor {

// Rules as `list` and `show` speak of them, by name. Cards point into the rest.
struct LoadedRules {
  Sources sources;
  std::shared_ptr<const Program> program;
  std::vector<RuleCard> cards;
  std::vector<closed::Disabled> disabled = {};  // which have no card
};

// The rules of the paths and of `--rules`, as far as the options choose them; those that ship where there is no path.
// Nothing, and said why, if they do not compile or none is chosen.
std::optional<LoadedRules> load_rules(std::vector<std::string> paths, const RuleOptions& options,
                                      const ScreenOptions& screen);

}  // namespace spoor
