#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "compiler/closed.h"
#include "lang/diagnostic.h"

namespace spoor {

// closed tree ─▶ typed tree: every operator, function and clause has what it can take, or the diagnostics say what it
// has not; calls of constants become constants. REQUIRES: nodes stand before those that name them.
// `help_for` says what a path may have meant that stands where a condition must, in this file; nothing if it has no idea.
using HelpForPath = std::function<std::string(std::string_view path, SourceId file)>;
void check(ClosedTree& tree, Diagnostics& diagnostics, const HelpForPath& help_for);

}  // namespace spoor
