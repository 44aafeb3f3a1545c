#pragma once

#include <string>
#include <vector>

#include "compiler/compile.h"

namespace spoor {

// A rule of one of the two, with all that was written of it.
struct SideRule {
  std::string name;  // with its pack's
  Index index = 0;   // in the tree and in the Program
  const LoadedPack* pack = nullptr;
  const LoadedPack::RuleRef* written = nullptr;
  bool is_disabled = false;
};

// One of the two versions. REQUIRES: it compiled, with CompileRequest::runs_disabled, so that rules which are disabled
// are compared too.
struct Side {
  const Inspected& inspected;
  const Source& source;  // has its data files

  const closed::Rule& rule(const SideRule& one) const { return inspected.tree.rules[one.index]; }
  const Program& program() const { return inspected.compiled.program; }
  const Sources& sources() const { return inspected.compiled.sources; }
};

// Those that would run or are disabled, by name.
std::vector<SideRule> rules_of(const Side& side);

// What a rule remembers, in words; nothing without memory. Where its parts stand in the Program is not in it.
std::string memory_text(const Side& side, Index rule);

// Source text on one line, so that another layout is no change.
std::string flat_text(std::string_view text);

}  // namespace spoor
