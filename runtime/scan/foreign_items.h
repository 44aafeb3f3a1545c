#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "runtime/scan/finding_bytes.h"
#include "runtime/scan/state_plan.h"
#include "runtime/scan/tuple_files.h"

namespace spoor {

// Makes items of a file those of this run: with its numbers of rules and logs. Nothing in them is relied upon before it
// is checked, so that what is made can be read by all that reads what this run made itself.
class ForeignItems {
 public:
  // All outlive it.
  ForeignItems(const Program& program, const StatePlan& plan, const TupleFiles::File& file);

  // Appends the tuple of this run; false if it cannot be one. REQUIRES: well formed, by the file's count of rules.
  bool make_tuple(std::string_view item, std::string& out) const;

  // Nothing if it cannot be a finding of a rule without memory.
  std::optional<Finding> make_finding(std::string_view item) const;

 private:
  bool holds_possible(const Tuple& tuple) const;

  const Program& program_;
  const StatePlan& plan_;
  const TupleFiles::File& file_;
  FindingBytes form_;
  std::size_t column_count_ = 0;
};

}  // namespace spoor
