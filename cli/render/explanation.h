#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/workbench/explain/explain_memory.h"
#include "cli/workbench/explain/explanation.h"
#include "cli/workbench/explain/why_not.h"

namespace spoor {

// All that is said of one rule and one record.
struct RuleExplanation {
  // A condition of the rule: its `where`, an exception, a step.
  struct Condition {
    std::string name;
    ExplainedPart part;
    bool is_exception = false;
    std::optional<WhyNot> why_not = {};
  };

  std::string rule;
  std::string file;
  std::uint64_t record = 0;  // 0: of a rule with memory, the log as a whole
  std::string event;         // the record, secrets masked
  bool matches = false;
  std::vector<Condition> conditions;
  std::optional<MemoryExplanation> memory;
};

// A tree for a terminal. Where the record says what the rule wants to hear, what a def asks is folded away; `all`:
// shown.
std::string explanation_text(const RuleExplanation& explanation, bool color, bool all);

// One object, with everything.
std::string explanation_json(const RuleExplanation& explanation);

}  // namespace spoor
