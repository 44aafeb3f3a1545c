#include "cli/workbench/explain/explain_memory.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "runtime/json/tokens.h"
#include "runtime/scan/firing_finding.h"
#include "runtime/scan/key_values.h"

namespace spoor {

namespace {

constexpr std::size_t kMostShown = 20;  // records of a window
constexpr std::int64_t kMillion = 1'000'000;

}  // namespace

MemoryLog::MemoryLog(const RuleProgram& program)
    : made_(program),
      program_(program.program()),
      state_(program_.states[program_.rules[program.rule].state]),
      matcher_(program.prepared) {}

std::string MemoryLog::first_text(OutputRole role) {
  for (Index i = 0; i < program_.outputs.size(); ++i) {
    if (program_.outputs[i].role != role) continue;
    const auto values = matcher_.output(i);
    return values.empty() ? std::string() : to_text(values[0]);
  }
  return {};
}

bool MemoryLog::add(std::uint64_t number, std::string_view text) {
  const auto record = OwnedRecord::read(std::string(text));
  if (record == nullptr) return true;
  Kept kept;
  bool takes_part = false;
  for (const Index condition : matcher_.match(record->record())) {
    const ConditionRow& row = program_.conditions[condition];
    if (program_.rules[row.rule].state == kNone) continue;
    takes_part = true;
    if (row.rule == made_.rule) kept.steps |= StepSet{1} << (row.step - state_.first_step);
  }
  if (!takes_part) return true;
  kept.number = number;
  kept.text = text;
  kept.time = first_text(OutputRole::time);
  if (const auto instant = read_instant(kept.time))
    kept.at = instant->seconds * 1000 + instant->nanoseconds / 1'000'000;
  read_keys(kept);
  kept_.push_back(std::move(kept));
  return kept_.size() <= kMostKept;
}

// Of the first step that it meets that has keys of its own: those join.
void MemoryLog::read_keys(Kept& kept) {
  if (kept.steps == 0) return;
  const auto step = static_cast<Index>(__builtin_ctzll(kept.steps));
  const Index first = program_.steps[state_.first_step + step].first_key;
  kept.keys = key_values(program_, first, state_.group_key_count, matcher_).keys;
  for (Index i = first; i < first + state_.group_key_count; ++i) {
    std::vector<std::string> values;
    for (const Value& value : matcher_.output(i)) values.push_back(to_text(value));
    kept.shown_keys.push_back(fmt::format("{} = {}", program_.string(program_.outputs[i].name),
                                          values.empty() ? "nothing" : fmt::format("{}", fmt::join(values, ", "))));
  }
}

std::string MemoryLog::name_of(Index step) const {
  std::string name = describe_step(program_, made_.rule, state_.first_step + step);
  return name.empty() ? std::string(step == 0 ? "where" : "what the ratio counts") : name;
}

// The records before the last one, and itself, that stand in its window with one of its keys.
std::vector<const MemoryLog::Kept*> MemoryLog::window_of(const Kept& last) const {
  std::vector<const Kept*> held;
  const auto window = static_cast<std::int64_t>(state_.window);
  for (const Kept& kept : kept_) {
    if (kept.at > last.at || kept.at <= last.at - window || kept.steps == 0) continue;
    const bool shares_key = std::any_of(kept.keys.begin(), kept.keys.end(), [&](const std::string& key) {
      return std::find(last.keys.begin(), last.keys.end(), key) != last.keys.end();
    });
    if (shares_key) held.push_back(&kept);
  }
  std::stable_sort(held.begin(), held.end(), [](const Kept* a, const Kept* b) { return a->at < b->at; });
  return held;
}

std::string MemoryLog::wanting_steps(const std::vector<const Kept*>& held) const {
  const bool in_order = static_cast<StateKind>(state_.kind) == StateKind::sequence;
  std::vector<std::uint32_t> left;
  const auto begin = [&] {
    left.clear();
    for (Index step = 0; step < state_.step_count; ++step) {
      const StepRow& row = program_.steps[state_.first_step + step];
      left.push_back(row.role == StepRole::taken ? row.repeat : 0);
    }
  };
  begin();
  for (const Kept* kept : held) {
    bool is_taken = false;
    for (Index step = 0; step < state_.step_count && !is_taken; ++step) {
      const StepRow& row = program_.steps[state_.first_step + step];
      const bool is_met = (kept->steps >> step & 1) != 0;
      if (row.role == StepRole::until && is_met) begin();
      const bool is_next = row.role == StepRole::taken && left[step] > 0;
      if (is_next && is_met) {
        --left[step];
        is_taken = true;
      }
      if (row.role == StepRole::absent && is_met && in_order && step > 0 && left[step - 1] == 0) begin();
      if (is_next && in_order) break;
    }
  }
  std::vector<std::string> names;
  for (Index step = 0; step < state_.step_count; ++step) {
    if (left[step] > 1) names.push_back(fmt::format("{} more of step {}", left[step], name_of(step)));
    if (left[step] == 1) names.push_back(fmt::format("step {}", name_of(step)));
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string MemoryLog::wanting(const std::vector<const Kept*>& held) const {
  switch (static_cast<StateKind>(state_.kind)) {
    case StateKind::count: {
      const auto bound = static_cast<std::size_t>((state_.bound + kMillion - 1) / kMillion);
      if (held.size() >= bound) return {};
      return fmt::format("{} more record{}", bound - held.size(), bound - held.size() == 1 ? "" : "s");
    }
    case StateKind::sequence:
    case StateKind::together: return wanting_steps(held);
    case StateKind::distinct:
    case StateKind::sum:
    case StateKind::ratio:
    case StateKind::first:
    case StateKind::spike: return {};
  }
  return {};
}

tl::expected<MemoryExplanation, std::string> MemoryLog::explain(std::optional<std::uint64_t> record) {
  MemoryExplanation out;
  out.clause = describe_state(program_, made_.rule);
  const Kept* here = nullptr;
  std::vector<std::string> texts;
  for (const Kept& kept : kept_) {
    texts.push_back(kept.text);
    if (record ? kept.number == *record : kept.steps != 0) here = &kept;
  }
  for (Index step = 0; step < state_.step_count; ++step) {
    const auto met =
        std::count_if(kept_.begin(), kept_.end(), [step](const Kept& kept) { return (kept.steps >> step & 1) != 0; });
    out.steps.push_back(
        {name_of(step), static_cast<std::uint64_t>(met), here != nullptr && (here->steps >> step & 1) != 0});
  }
  const auto found = MemoryTest(program_, matcher_).run(made_.rule, texts);
  if (!found) return tl::unexpected(found.error());
  std::set<std::uint64_t> fired;
  for (const Finding& finding : *found) fired.insert(kept_[finding.place.record - 1].number);
  out.fired.assign(fired.begin(), fired.end());
  if (here == nullptr) return out;
  out.keys = here->shown_keys;
  const std::vector<const Kept*> held = window_of(*here);
  out.held_count = held.size();
  for (std::size_t i = held.size() - std::min(held.size(), kMostShown); i < held.size(); ++i) {
    MemoryExplanation::Held shown{held[i]->number, held[i]->time, {}};
    for (Index step = 0; step < state_.step_count; ++step) {
      if ((held[i]->steps >> step & 1) != 0) shown.steps.push_back(name_of(step));
    }
    out.held.push_back(std::move(shown));
  }
  if (!fired.contains(here->number)) out.wanting = wanting(held);
  return out;
}

}  // namespace spoor
