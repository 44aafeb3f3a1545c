#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "runtime/scan/finding.h"
#include "runtime/sort/spill_sorter.h"

namespace spoor {

// Which findings of rules with `dedup` are shown. Each key of a finding (Finding::keys) is judged by itself: less than
// the rule's time after the last finding that was shown for it, it is not shown again. A finding is shown if it is for
// one of its keys; else it is counted in the newest of those that stand for it. A finding without keys, or without
// time, is shown, and no other is counted in it.
//
// Findings come twice in the same order, by time: to add(), and, after judge(), to verdict(). Between, their keys are
// sorted, so that memory is bounded by the budget and never by how many keys there are.
class Dedup {
 public:
  Dedup(const Program& program, std::size_t budget);

  // The next finding.
  tl::expected<void, std::string> add(const Finding& finding);

  tl::expected<void, std::string> judge();

  struct Verdict {
    bool is_shown = true;
    std::uint64_t suppressed = 0;  // findings that are counted in this one
  };
  // Of the next finding. REQUIRES: judge() succeeded.
  tl::expected<Verdict, std::string> verdict();

 private:
  tl::expected<void, std::string> judge_keys();
  tl::expected<void, std::string> judge_findings();
  tl::expected<void, std::string> advance();

  const Program& program_;
  SpillSorter keys_;      // rule, key, number of the finding, its time
  SpillSorter judged_;    // number of a finding; for one of its keys: shown, or not, and in which it is counted
  SpillSorter verdicts_;  // number of a finding; not shown, or counts one more
  std::uint64_t added_ = 0, given_ = 0;
  std::optional<SpillSorter::Reader> reader_;  // of verdicts_
  std::optional<std::string_view> next_;       // what it gave last
};

}  // namespace spoor
