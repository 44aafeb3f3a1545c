#pragma once

#include <memory>
#include <string_view>

#include "runtime/json/mask.h"
#include "runtime/json/tokens.h"
#include "runtime/match/matcher.h"

namespace spoor {

// A record as it may be shown: without its secrets. What a matcher reads from it, no column and no message, whatever
// its expression, can show one. One for each thread.
class ShownRecord {
 public:
  // `mask` outlives it. Null: records are shown as they stand.
  explicit ShownRecord(const Mask* mask) : mask_(mask) {}

  // Whether there is anything that it would hide.
  bool hides() const { return mask_ != nullptr; }

  // Puts the matcher on the record as it may be shown, until it sees another one. False if there is no such record to
  // read.
  bool show(std::string_view record, Matcher& matcher);

  // For a record that is not shown.
  void forget() { masked_.reset(); }

  // Whether the matcher had to be put on another text than the record's own.
  bool is_changed() const { return masked_ != nullptr; }

 private:
  const Mask* mask_;
  std::unique_ptr<OwnedRecord> masked_;
};

}  // namespace spoor
