#pragma once

#include <vector>

#include "compiler/program/program.h"
#include "runtime/state/tuple.h"

namespace spoor {

// What is known of the rules with memory before a record is read.
class StatePlan {
 public:
  // The Program outlives it.
  explicit StatePlan(const Program& program);

  bool has_memory() const { return has_memory_; }  // some rule
  bool has_waits() const { return has_waits_; }    // some rule fires when nothing happened

  // Leaves out rules with memory that are neither shown nor taken by one that is. `shown`: by rule; empty: all.
  void choose(const std::vector<bool>& shown);
  bool is_wanted(Index rule) const { return wanted_[rule]; }
  // Whether its findings are, and not only taken by other rules.
  bool is_shown(Index rule) const { return shown_[rule]; }

  struct Taker {
    Index rule = 0;
    Index step = 0;        // steps
    std::uint64_t id = 0;  // of what the rule means and the step's name, which outlives a Program
  };
  // By rule: the steps that take its findings, those of one rule together.
  const std::vector<Taker>& takers(Index rule) const { return takers_[rule]; }

  // Rules that take no findings have level 0, others one more than the highest of those that they take.
  std::uint32_t level(Index rule) const { return levels_[rule]; }
  std::uint32_t level_count() const { return level_count_; }

  // Whether its findings are made of its own tuples alone: it takes none of other rules, and none takes its own.
  bool stands_alone(Index rule) const { return levels_[rule] == 0 && takers_[rule].empty(); }
  // Whether a key of its steps may not be shown as it is, for some record.
  bool may_have_secret_keys(Index rule) const { return has_secret_keys_[rule]; }

  // How long after its time a record can still be named in a finding, at most.
  Time reach() const { return reach_; }

  const std::vector<Index>& column_outputs() const { return column_outputs_; }

  // By rule: the steps whose record a finding may stand at, and those for which a record is taken at all.
  StepSet firing_steps(Index rule) const { return firing_steps_[rule]; }
  StepSet taken_steps(Index rule) const { return taken_steps_[rule]; }

 private:
  const Program& program_;
  bool has_memory_ = false, has_waits_ = false;
  std::vector<bool> wanted_, shown_, has_secret_keys_;
  std::vector<std::vector<Taker>> takers_;
  std::vector<std::uint32_t> levels_;
  std::uint32_t level_count_ = 1;
  Time reach_ = 0;
  std::vector<Index> column_outputs_;
  std::vector<StepSet> firing_steps_, taken_steps_;
};

}  // namespace spoor
