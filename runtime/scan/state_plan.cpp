#include "runtime/scan/state_plan.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/program/meaning.h"
#include "lang/clause.h"
#include "lang/values/wide_hash.h"
#include "runtime/scan/secret_reads.h"
#include "runtime/state/spans.h"

namespace spoor {

namespace {

// Whether its last step is a `not`.
bool waits(const Program& program, Index rule) {
  const StateRow& state = program.states[program.rules[rule].state];
  Index last = state.first_step + state.step_count - 1;
  if (program.steps[last].role == StepRole::until) --last;
  return program.steps[last].role == StepRole::absent;
}

// A rule holds records as long as its window, one that takes its findings holds these as long again, and `dedup` holds
// what is found.
Time reach_of(const Program& program, const std::vector<std::uint32_t>& levels, std::uint32_t level_count) {
  Time longest_dedup = 0;
  std::vector<Time> longest(level_count);  // window, by level
  for (Index rule = 0; rule < program.rules.size(); ++rule) {
    const RuleRow& row = program.rules[rule];
    if (row.key_count > 0) longest_dedup = std::max(longest_dedup, span_of(row.dedup_milliseconds));
    if (row.state == kNone) continue;
    const StateRow& state = program.states[row.state];
    const auto kind = static_cast<StateKind>(state.kind);
    if (kind == StateKind::first) continue;  // remembers values, no records
    Time& level = longest[levels[rule]];
    level = std::max(level, span_of(kind == StateKind::spike ? state.per : state.window));
  }
  Time reach = longest_dedup;
  for (const Time window : longest) reach = time_after(reach, window);
  return reach;
}

// What was read for the rule as it was is not for the rule as it is.
std::uint64_t id_of(const Program& program, UnsignedWide meaning, const StepRow& step) {
  WideHash hash;
  hash.add(fmt::format("{:x}.{:x}", static_cast<std::uint64_t>(meaning >> 64), static_cast<std::uint64_t>(meaning)));
  hash.add(program.string(step.name));
  return static_cast<std::uint64_t>(hash.value());
}

}  // namespace

StatePlan::StatePlan(const Program& program)
    : program_(program),
      wanted_(program.rules.size(), true),
      shown_(program.rules.size(), true),
      has_secret_keys_(program.rules.size()),
      takers_(program.rules.size()),
      levels_(program.rules.size()),
      firing_steps_(program.rules.size()),
      taken_steps_(program.rules.size()) {
  for (Index i = 0; i < program.outputs.size(); ++i) {
    if (program.outputs[i].role == OutputRole::column) column_outputs_.push_back(i);
  }
  std::vector<bool> is_secret;
  std::vector<UnsignedWide> meanings;
  for (Index rule = 0; rule < program.rules.size(); ++rule) {
    shown_[rule] = program.rules[rule].is_hidden == 0;
    if (program.rules[rule].state == kNone) continue;
    if (!has_memory_) is_secret = find_secret_reads(program);
    has_memory_ = true;
    const StateRow& state = program.states[program.rules[rule].state];
    for (Index i = 0; i < state.step_count; ++i) {
      const StepRow& step = program.steps[state.first_step + i];
      for (Index key = step.first_key; key < step.first_key + state.group_key_count; ++key) {
        has_secret_keys_[rule] = has_secret_keys_[rule] || is_secret[program.outputs[key].operand];
      }
      if (step.rule != kNone) {
        if (meanings.empty()) meanings = meanings_of(program).rules;
        takers_[step.rule].push_back({rule, state.first_step + i, id_of(program, meanings[rule], step)});
        levels_[rule] = std::max(levels_[rule], levels_[step.rule] + 1);
      }
      if (step.role != StepRole::taken) continue;
      const StepSet bit = StepSet{1} << i;
      taken_steps_[rule] |= bit;
      // Of a sequence the last record that it takes fires, or is the last one before a wait.
      if (static_cast<StateKind>(state.kind) == StateKind::sequence)
        firing_steps_[rule] = bit;
      else
        firing_steps_[rule] |= bit;
    }
    has_waits_ = has_waits_ || waits(program, rule);
    level_count_ = std::max(level_count_, levels_[rule] + 1);
  }
  reach_ = reach_of(program, levels_, level_count_);
}

void StatePlan::choose(const std::vector<bool>& shown) {
  if (shown.empty()) return;
  wanted_.assign(program_.rules.size(), false);
  has_memory_ = has_waits_ = false;
  // Those that take findings stand behind those whose findings they take.
  for (Index rule = static_cast<Index>(program_.rules.size()); rule-- > 0;) {
    if (program_.rules[rule].state == kNone) continue;
    shown_[rule] = shown_[rule] && shown[rule];
    const auto& takers = takers_[rule];
    const bool is_taken = std::any_of(takers.begin(), takers.end(), [&](const Taker& t) { return wanted_[t.rule]; });
    wanted_[rule] = is_taken || shown_[rule];
    has_memory_ = has_memory_ || wanted_[rule];
    has_waits_ = has_waits_ || (wanted_[rule] && waits(program_, rule));
  }
}

}  // namespace spoor
