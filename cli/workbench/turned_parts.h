#pragma once

#include <optional>
#include <vector>

#include "cli/workbench/rule_parts.h"
#include "compiler/closed.h"

namespace spoor {

// What is asked of a record to know what a part within a quantifier is to it.
struct TurnedPart {
  NodeId turned{};  // the outermost quantifier, with the part's answer turned around
  NodeId held{};    // whether the part holds for some element
  NodeId failed{};  // whether it fails for one
};

// Adds what is asked for each part to the tree; nothing for those that stand in no quantifier.
std::vector<std::optional<TurnedPart>> add_turned_parts(ClosedTree& tree, const std::vector<RulePart>& parts);

}  // namespace spoor
