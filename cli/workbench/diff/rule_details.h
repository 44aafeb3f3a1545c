#pragma once

#include <chrono>
#include <vector>

#include "cli/workbench/diff/pack_diff.h"
#include "cli/workbench/diff/sides.h"

namespace spoor {

// What the texts of two rules say of them, beside `where` and steps: memory, exceptions, `dedup`, `emit`, metadata,
// tests. `today`: for exceptions that are over.
std::vector<ChangedText> changed_details(const Side& before, const SideRule& a, const Side& after, const SideRule& b,
                                         std::chrono::sys_days today);

// What decides when the rule fires, as written, tuning included.
std::string deciding_text(const Side& side, const SideRule& rule);

// Metadata of a rule or header as text; empty: it has none of this key.
std::string meta_text(const std::vector<ast::Meta>& metas, MetaKey key);

}  // namespace spoor
