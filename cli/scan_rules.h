#pragma once

#include <memory>

#include "cli/options.h"
#include "runtime/match/prepared.h"

namespace spoor {

// The rules that logs are read with, from sources or a compiled pack, ready to run; null, and said why, if they are not
// to be had.
std::shared_ptr<const PreparedProgram> prepare_rules(const LogOptions& logs, const RuleOptions& rules,
                                                     const ScreenOptions& screen);

}  // namespace spoor
