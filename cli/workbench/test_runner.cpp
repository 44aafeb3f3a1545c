#include "cli/workbench/test_runner.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <string_view>
#include <thread>

#include "cli/workbench/event_builder.h"
#include "cli/workbench/fired_records.h"
#include "cli/workbench/memory_test.h"
#include "cli/workbench/shown_findings.h"
#include "runtime/json/tokens.h"
#include "runtime/match/matcher.h"
#include "runtime/scan/finding_bytes.h"

namespace spoor {

namespace {

constexpr std::size_t kMostSeen = 3;

class Runner {
 public:
  explicit Runner(const std::shared_ptr<const PreparedProgram>& prepared)
      : program_(prepared->program()),
        matcher_(prepared),
        form_(program_),
        fired_(program_, matcher_),
        memory_(program_, matcher_) {
    for (Index rule = 0; rule < program_.rules.size(); ++rule) {
      if (program_.rules[rule].is_hidden == 0) rules_.emplace(program_.rule_name(rule), rule);
    }
  }

  TestResult run(const TestCase& test) {
    const auto start = std::chrono::steady_clock::now();
    TestResult result;
    result.test = &test;
    const auto rule = rules_.find(test.rule);
    const auto events = build_events(test, program_);
    if (rule == rules_.end()) {
      result.problem = "the rule does not run";
    } else if (!events) {
      result.problem = events.error();
    } else {
      set_mocks(test);
      if (program_.rules[rule->second].state == kNone)
        judge(test, rule->second, *events, result);
      else
        judge_memory(test, rule->second, *events, result);
    }
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
  }

 private:
  void set_mocks(const TestCase& test) {
    std::vector<MockRow> mocks;
    for (const TestCase::Mock& mock : test.mocks) mocks.push_back({mock.table, mock.key, mock.row});
    matcher_.set_mocks(std::move(mocks));
  }

  static bool has_passed(const TestCase& test, std::uint64_t fired) {
    return !test.fires ? fired == 0 : test.times ? fired == *test.times : fired > 0;
  }
  static bool has_too_many(const TestCase& test, std::uint64_t fired) {
    return !test.fires || (test.times && fired > *test.times);
  }

  // What records are to a rule with memory shows only together.
  void judge_memory(const TestCase& test, Index rule, const std::vector<std::string>& events, TestResult& result) {
    const auto found = memory_.run(rule, events);
    if (!found) {
      result.problem = found.error();
      return;
    }
    std::vector<const Finding*> findings;
    for (const Finding& finding : *found) findings.push_back(&finding);
    const auto shown = count_shown(program_, form_, rule, findings);
    if (!shown) {
      result.problem = shown.error();
      return;
    }
    result.fired = *shown;
    result.has_passed = has_passed(test, result.fired);
    if (!result.has_passed) look_at_steps(rule, events, has_too_many(test, result.fired), result);
  }

  // The first records that met no step where more findings were wanted, else those that met one.
  void look_at_steps(Index rule, const std::vector<std::string>& events, bool has_too_many, TestResult& result) {
    const StateRow& state = program_.states[program_.rules[rule].state];
    const auto name_of = [&](Index step) {
      const std::string name = describe_step(program_, rule, state.first_step + step);
      const bool is_until = program_.steps[state.first_step + step].role == StepRole::until;
      return name.empty() ? std::string("where") : is_until ? name : "step " + name;
    };
    result.summary = describe_state(program_, rule) + "\n";
    for (Index step = 0; step < state.step_count; ++step) {
      const auto& met = memory_.steps_met();
      const auto count = std::count_if(met.begin(), met.end(), [&](StepSet steps) { return (steps >> step & 1) != 0; });
      result.summary += fmt::format("  {}: met by {} of {} records\n", name_of(step), count, events.size());
    }
    for (std::size_t i = 0; i < events.size() && result.seen.size() < kMostSeen; ++i) {
      const StepSet met = memory_.steps_met()[i];
      if ((met != 0) != has_too_many) continue;
      TestResult::Seen seen{events[i], met != 0, {}};
      for (Index step = 0; step < state.step_count; ++step) {
        seen.parts.push_back({name_of(step), (met >> step & 1) != 0});
      }
      result.seen.push_back(std::move(seen));
    }
  }

  void judge(const TestCase& test, Index rule, const std::vector<std::string>& events, TestResult& result) {
    std::vector<char> holds;
    std::vector<std::size_t> fired, silent;
    fired_.begin(rule);
    for (std::size_t i = 0; i < events.size(); ++i) {
      const auto record = OwnedRecord::read(events[i]);
      holds.push_back(record != nullptr && matcher_.holds(record->record(), program_.rules[rule].first_condition));
      fired_.add(events[i]);
      (holds.back() != 0 ? fired : silent).push_back(i);
    }
    const auto count = fired_.count(holds);
    if (!count) {
      result.problem = count.error();
      return;
    }
    result.fired = *count;
    result.has_passed = has_passed(test, result.fired);
    if (result.has_passed) return;
    const bool is_over = has_too_many(test, result.fired);
    for (const std::size_t i : is_over ? fired : silent) {
      if (result.seen.size() < kMostSeen) result.seen.push_back(look(events[i], rule, is_over));
    }
  }

  TestResult::Seen look(const std::string& event, Index rule, bool matched) {
    TestResult::Seen seen{event, matched, {}};
    const auto record = OwnedRecord::read(event);
    if (record == nullptr) return seen;
    const Index condition = program_.rules[rule].first_condition;
    matcher_.holds(record->record(), condition);
    for (const Matcher::Part& part : matcher_.parts(condition)) {
      const Instruction& asked = program_.code[part.instruction];
      std::string text = asked.op() == Opcode::test
                             ? describe_predicate(program_, asked.b)
                             : std::string(info(asked.op()).name) + " " + describe_loop(program_, asked.a());
      seen.parts.push_back({std::move(text), part.holds});
    }
    return seen;
  }

  const Program& program_;
  Matcher matcher_;
  std::map<std::string_view, Index> rules_;
  FindingBytes form_;
  FiredRecords fired_;
  MemoryTest memory_;
};

}  // namespace

std::vector<TestResult> run_tests(const std::vector<TestCase>& tests,
                                  const std::shared_ptr<const PreparedProgram>& prepared, unsigned threads,
                                  const std::vector<std::size_t>& order) {
  std::vector<TestResult> results(tests.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    Runner runner(prepared);
    for (std::size_t i = next.fetch_add(1); i < tests.size(); i = next.fetch_add(1)) {
      const std::size_t test = order.empty() ? i : order[i];
      results[test] = runner.run(tests[test]);
    }
  };
  std::vector<std::thread> others;
  for (unsigned i = 1; i < std::min<std::size_t>(threads, tests.size()); ++i) others.emplace_back(work);
  work();
  for (std::thread& thread : others) thread.join();
  return results;
}

}  // namespace spoor
