#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <mutex>
#include <string_view>
#include <vector>

#include "runtime/scan/finding.h"
#include "runtime/scan/state_plan.h"
#include "runtime/sort/spill_sorter.h"
#include "runtime/state/group.h"

namespace spoor {

// Tuples of a run, sorted and correlated: in shares, each with all tuples of its groups, so that as many can be worked
// on at a time as there are threads. Rules that take the findings of others come after these. Memory is bounded by the
// budget and one group for each thread, never by how many tuples there are.
class Correlation {
 public:
  // The Program and the plan outlive it.
  Correlation(const Program& program, const StatePlan& plan, std::size_t budget);

  // A tuple, or what was saved of a key. Any thread may call it. The error is the disk's.
  tl::expected<void, std::string> add(std::string_view item);

  struct Options {
    GroupTimes times;
    bool keeps_doubles = false;
    unsigned threads = 1;
    // Called by several threads, one at a time. An error ends the run.
    std::function<tl::expected<void, std::string>(const Finding& finding)> found;
    // If set, is called in place of it for rules that stand alone.
    std::function<tl::expected<void, std::string>(const Firing& firing)> fired_alone = {};
    std::function<tl::expected<void, std::string>(std::string_view item)> keep = {};  // see GroupCorrelation
  };
  // Correlates all that was added. Called once.
  tl::expected<void, std::string> run(const Options& options);

  // By rule, after run().
  const std::vector<StateCounts>& counts() const { return counts_; }
  std::uint64_t spilled_bytes() const;
  std::chrono::nanoseconds busy_time() const { return busy_time_; }  // of all threads together

 private:
  struct Share {
    Share(std::size_t budget, SharedBudget& shared) : sorter(budget, shared) {}

    std::mutex mutex;
    SpillSorter sorter;
  };

  static constexpr std::size_t kShares = 16;  // of a level

  Share& share_of(std::string_view item);
  tl::expected<void, std::string> correlate(Share& share, const Options& options, std::mutex& mutex);

  const Program& program_;
  const StatePlan& plan_;
  SharedBudget shared_budget_;  // half of all, since keys differ in how many tuples they have
  std::deque<Share> shares_;    // kShares of level 0, then those of the next
  std::vector<StateCounts> counts_;
  std::chrono::nanoseconds busy_time_{0};
};

}  // namespace spoor
