#pragma once

#include <set>

#include "compiler/lint/lint.h"

namespace spoor {

// Files whose rules are about CloudTrail records: of packs whose header says so, and those without a header that name
// a field which only such records have.
class CloudTrailFiles {
 public:
  explicit CloudTrailFiles(const LintSubject& subject);

  bool contains(const closed::Entry& entry) const {
    return entry.is_of_cloudtrail || bare_.contains(entry.span.source);
  }

 private:
  std::set<SourceId> bare_;
};

}  // namespace spoor
