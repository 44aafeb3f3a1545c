#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/workbench/memory_test.h"
#include "cli/workbench/rule_program.h"

namespace spoor {

// What a rule with memory made of the records of a log.
struct MemoryExplanation {
  struct Step {
    std::string name;
    std::uint64_t met = 0;     // records of the log
    bool is_met_here = false;  // by the record that is asked about
  };
  struct Held {  // a record of the window, of the same keys
    std::uint64_t record = 0;
    std::string time;
    std::vector<std::string> steps;
  };

  std::string clause;  // `count >= 3 by user within 5m`
  std::vector<Step> steps;
  std::vector<std::string> keys;     // of the record: `user = "eve"`
  std::vector<Held> held;            // up to the record, the last ones
  std::size_t held_count = 0;        // of all
  std::string wanting;               // what the record lacked for a finding; empty: nothing, or not known
  std::vector<std::uint64_t> fired;  // records at which it fires
};

// Collects the records of a log, one after the other.
class MemoryLog {
 public:
  // It outlives this.
  explicit MemoryLog(const RuleProgram& program);

  // False if there are more records than are kept.
  bool add(std::uint64_t number, std::string_view text);

  // With what the record of this number was; nothing: the last one that met a step. The error is the disk's.
  tl::expected<MemoryExplanation, std::string> explain(std::optional<std::uint64_t> record);

  static constexpr std::size_t kMostKept = 200'000;  // records that meet a step

 private:
  struct Kept {
    std::uint64_t number = 0;
    std::string text, time;
    std::int64_t at = 0;  // milliseconds
    StepSet steps = 0;
    std::vector<std::string> keys, shown_keys;
  };

  std::string first_text(OutputRole role);
  void read_keys(Kept& kept);
  std::string name_of(Index step) const;
  std::vector<const Kept*> window_of(const Kept& last) const;
  std::string wanting(const std::vector<const Kept*>& held) const;
  std::string wanting_steps(const std::vector<const Kept*>& held) const;

  const RuleProgram& made_;
  const Program& program_;
  const StateRow& state_;
  Matcher matcher_;
  std::vector<Kept> kept_;
};

}  // namespace spoor
