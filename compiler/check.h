#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "compiler/closed.h"
#include "lang/diagnostic.h"

namespace spoor {

// What a path may have meant that stands where a condition must.
struct HelpForPath {
  std::string text;  // empty: who is asked has no idea
  bool is_guess = true;
};
using HelpForPaths = std::function<HelpForPath(std::string_view path, SourceId file)>;

// closed tree ─▶ typed tree: every operator, function and clause has what it can take, or the diagnostics say what it
// has not; calls of constants become constants. REQUIRES: nodes stand before those that name them.
void check(ClosedTree& tree, Diagnostics& diagnostics, const HelpForPaths& help_for);

}  // namespace spoor
