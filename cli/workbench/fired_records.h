#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/match/matcher.h"
#include "runtime/scan/finding_bytes.h"
#include "tl/expected.hpp"

namespace spoor {

// How often a rule without memory fires in a test, told from the records that it holds for: what a scan would count
// once counts once, and of findings with `dedup` those count that are shown.
class FiredRecords {
 public:
  // The Program and the matcher outlive it.
  FiredRecords(const Program& program, Matcher& matcher);

  // Begins a test of the rule.
  void begin(Index rule);

  // The next record, on which the matcher stands.
  void add(const std::string& event);

  // `holds`: by record. The error is the disk's.
  tl::expected<std::uint64_t, std::string> count(const std::vector<char>& holds) const;

 private:
  std::string first_text(OutputRole role);
  std::string identity();
  Finding finding(const std::string& event);

  const Program& program_;
  Matcher& matcher_;
  FindingBytes form_;
  std::vector<Index> identity_outputs_;
  Index rule_ = 0;
  std::vector<std::string> identities_;
  std::vector<Finding> findings_;  // of a rule with `dedup`
};

}  // namespace spoor
