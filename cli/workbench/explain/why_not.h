#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/workbench/explain/explainer.h"
#include "cli/workbench/explain/json_places.h"

namespace spoor {

// One thing to change in a record.
struct RecordChange {
  std::string path;           // as the language writes it
  std::optional<Json> value;  // to set; nothing: take it away
  std::string wish;           // where no value is known: the part of the condition that is to come out otherwise
};

// A smallest change of a record for which a condition holds.
struct WhyNot {
  std::vector<RecordChange> changes;
  bool is_verified = false;  // the changed record was evaluated, and the condition holds for it
};

// REQUIRES: `explained` is what the explainer says of the condition and the record, and it does not hold.
tl::expected<WhyNot, std::string> why_not(Explainer& explainer, NodeId condition, const ExplainedPart& explained,
                                          const std::string& record);

}  // namespace spoor
