#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "runtime/scan/finding.h"
#include "runtime/sort/spill_cursor.h"

namespace spoor {

// Which findings of rules with `dedup` are shown. Each key of a finding (Finding::keys) is judged by itself: less than
// the rule's time after the last finding that was shown for it, it is not shown again. A finding is shown if it is for
// one of its keys; else it is counted in the newest of those that stand for it. A finding without keys, or without
// time, is shown, and no other is counted in it.
//
// Findings come twice in the same order, by time: to add(), and, after judge(), to verdict(). Between, their keys are
// sorted, so that memory is bounded by the budget and never by how many keys there are.
//
// Runs that continue judge again what an earlier one could not judge for good. What that one has shown stands before
// it.
class Dedup {
 public:
  Dedup(const Program& program, std::size_t budget);

  // That an earlier run has shown a finding for the key, which stands for others before `end`; these are counted there.
  // Before any add().
  struct Prior {
    Index rule = 0;
    std::string key;
    Instant end;
  };
  tl::expected<void, std::string> add(const Prior& prior);

  // The next finding.
  tl::expected<void, std::string> add(const Finding& finding);

  // `limits`: by rule, the time from which on findings will be judged again; what was shown before it and still stands
  // for others goes to `keep`.
  using Keep = std::function<tl::expected<void, std::string>(const Prior&)>;
  tl::expected<void, std::string> judge(const std::vector<Instant>& limits = {}, const Keep& keep = {});

  struct Verdict {
    bool is_shown = true;
    std::uint64_t suppressed = 0;  // findings that are counted in this one
  };
  // Of the next finding. REQUIRES: judge() succeeded.
  tl::expected<Verdict, std::string> verdict();

 private:
  tl::expected<void, std::string> add_key(Index rule, std::string_view key, std::uint64_t number, const Instant& time);
  tl::expected<void, std::string> judge_keys(const std::vector<Instant>& limits, const Keep& keep);
  tl::expected<void, std::string> judge_findings();

  const Program& program_;
  SpillSorter keys_;      // rule, key, number of the finding, its time
  SpillSorter judged_;    // number of a finding; for one of its keys: shown, or not, and in which it is counted
  SpillSorter verdicts_;  // number of a finding; not shown, or counts one more
  std::uint64_t added_ = 0, given_ = 0;      // findings; numbers begin at 1, 0 stands for all of earlier runs
  std::optional<SpillCursor> next_verdict_;  // once all are judged
};

}  // namespace spoor
