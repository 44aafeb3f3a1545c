#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "compiler/closed.h"
#include "lang/diagnostic.h"

namespace spoor {

// closed tree ─▶ typed tree: every operator, function and clause has what it can take, or the diagnostics say what it
// has not; calls of constants become constants. REQUIRES: nodes stand before those that name them.
// `help_for` says what a bare word may have meant that stands where a condition must; nothing if it has no idea.
using HelpForWord = std::function<std::string(std::string_view word)>;
void check(ClosedTree& tree, Diagnostics& diagnostics, const HelpForWord& help_for);

}  // namespace spoor
