#include "cli/workbench/memory_test.h"

#include <algorithm>

#include "runtime/json/tokens.h"
#include "runtime/scan/correlation.h"
#include "runtime/scan/firing_finding.h"

namespace spoor {

namespace {

std::string first_text(Matcher& matcher, Index output) {
  const auto values = matcher.output(output);
  return values.empty() ? std::string() : to_text(values[0]);
}

}  // namespace

MemoryTest::MemoryTest(const Program& program, Matcher& matcher) : program_(program), matcher_(matcher) {
  for (Index i = 0; i < program.outputs.size(); ++i) {
    const OutputRole role = program.outputs[i].role;
    if (role == OutputRole::time) time_ = i;
    if (role == OutputRole::id) id_ = i;
    if (role == OutputRole::account) account_ = i;
  }
}

// Those of rules with memory that take part, ascending.
std::vector<Index> MemoryTest::conditions_that_hold(const RecordTokens& record, Index rule, StepSet turned,
                                                    const StatePlan& plan) {
  std::vector<Index> conditions;
  for (const Index condition : matcher_.match(record)) {
    const Index owner = program_.conditions[condition].rule;
    if (program_.rules[owner].state != kNone && plan.is_wanted(owner)) conditions.push_back(condition);
  }
  const Index first = program_.rules[rule].first_condition;
  for (; turned != 0; turned &= turned - 1) {
    const Index condition = first + static_cast<Index>(__builtin_ctzll(turned));
    const auto place = std::lower_bound(conditions.begin(), conditions.end(), condition);
    if (place != conditions.end() && *place == condition)
      conditions.erase(place);
    else
      conditions.insert(place, condition);
  }
  return conditions;
}

tl::expected<std::vector<Finding>, std::string> MemoryTest::run(Index rule, const std::vector<std::string>& records,
                                                                const std::vector<StepSet>& turned) {
  StatePlan plan(program_);
  std::vector<bool> shown(program_.rules.size());
  shown[rule] = true;
  plan.choose(shown);
  const Index first_step = program_.states[program_.rules[rule].state].first_step;
  TupleMaker maker(plan, program_, matcher_, nullptr, {});
  Correlation correlation(program_, plan, kTestMemory);
  steps_met_.assign(records.size(), 0);
  tl::expected<void, std::string> added;
  for (std::size_t i = 0; i < records.size() && added; ++i) {
    const auto record = OwnedRecord::read(records[i]);
    if (record == nullptr) continue;
    const std::vector<Index> conditions =
        conditions_that_hold(record->record(), rule, turned.empty() ? 0 : turned[i], plan);
    for (const Index condition : conditions) {
      const ConditionRow& row = program_.conditions[condition];
      if (row.rule == rule) steps_met_[i] |= StepSet{1} << (row.step - first_step);
    }
    const auto time = read_instant(first_text(matcher_, time_));
    if (!time || !has_sane_time(*time)) continue;
    const std::string id = first_text(matcher_, id_), account = first_text(matcher_, account_);
    maker.make({record->record(), {0, i + 1}, to_time(*time), id, account}, conditions, [&](std::string_view tuple) {
      added = correlation.add(tuple);
      return added.has_value();
    });
  }
  if (!added) return tl::unexpected(added.error());
  std::vector<Finding> findings;
  Correlation::Options options;
  options.times.end = kNever;
  options.found = [&](const Finding& finding) -> tl::expected<void, std::string> {
    if (finding.rule == rule) findings.push_back(finding);
    return {};
  };
  if (auto done = correlation.run(options); !done) return tl::unexpected(done.error());
  return findings;
}

}  // namespace spoor
