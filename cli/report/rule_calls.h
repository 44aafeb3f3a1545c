#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/closed.h"

namespace spoor {

// The names of calls that a rule asks for, by event source; the empty source: of any. Patterns are globs.
using CallsBySource = std::map<std::string, std::set<std::string>>;

// Which `eventSource` and `eventName` the conditions of a typed rule ask for, with those of the rules whose findings it
// takes. What ends a rule's wait does not count. For people: what no `==`, `in` or pattern names is not in it.
CallsBySource calls_of(const ClosedTree& tree, const closed::Rule& rule);

}  // namespace spoor
