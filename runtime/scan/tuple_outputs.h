#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/program/program.h"

namespace spoor {

// What a finding says of the record that a tuple is of; a tuple carries it as Tuple::outputs. Views into those bytes.
struct TupleOutputs {
  std::string_view group;                 // of the rule's `dedup`: a JSON object
  std::vector<std::string_view> keys;     // of it, see dedup_keys()
  std::vector<std::string_view> columns;  // texts
  std::vector<std::string_view>
      forwarded;  // for rules that take the rule's findings: StatePlan::Taker::id, and a tuple

  // By the rule's outputs behind its keys: of a message's part the text, of a field its JSON; the empty text where the
  // record has no value. Nothing: the record is not the one to say it.
  std::vector<std::optional<std::string_view>> values;

  void clear();  // keeps its memory
};

void append_outputs(const TupleOutputs& outputs, std::string& out);

// Safe with any bytes: what is cut off is missing.
TupleOutputs read_outputs(std::string_view bytes);

}  // namespace spoor
