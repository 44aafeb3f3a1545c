#pragma once

#include "compiler/resolved_rules.h"

namespace spoor {

// What gives a rule memory: fills `made` with its conditions, steps, keys and numbers. `every`: what each record that
// is a step has to meet. All that is wrong with windows, bounds and steps is reported; `made` has the rest.
void resolve_state(const LoadedPack::ClausesRef& place, const std::vector<NodeId>& every, Closer& closer,
                   ResolvedRules& others, closed::Rule& made);

}  // namespace spoor
