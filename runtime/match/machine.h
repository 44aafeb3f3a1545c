#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

#include "runtime/event/event.h"
#include "runtime/lookup/pairs.h"
#include "runtime/match/mock_rows.h"
#include "runtime/match/pools.h"
#include "runtime/match/value_buffers.h"

namespace spoor {

// What a quantifier's variable is bound to: an element of a scope, or one value of a set.
struct Register {
  Element element = 0;
  const Value* value = nullptr;
};

// Is told of each predicate that is worked out.
class AskObserver {
 public:
  virtual ~AskObserver() = default;
  // Returns what `answer` does, which it calls once.
  virtual bool on_ask(Index predicate, const std::function<bool()>& answer) = 0;
};

// The state of evaluating one record. What is the same for the whole record is worked out when first asked for and
// remembered with the number of the record, so that nothing has to be cleared between records.
struct Machine {
  explicit Machine(const PreparedProgram& prepared_program);

  // REQUIRES: `event` holds the record that is evaluated next. Forgets what belonged to the one before.
  void begin_record();

  struct Answer {  // of a predicate
    std::uint32_t record = 0;
    bool holds = false;
  };
  struct Result {  // of a call, or of a path from what a call returned
    std::uint32_t record = 0;
    std::vector<Value> values;
  };
  struct Comparison {  // what comparing a large operand takes
    std::uint32_t sorted_in_record = 0;
    std::vector<Value> ascending;
    std::uint32_t measured_in_record = 0;
    Extremes extremes;
  };

  const PreparedProgram& prepared;
  const Program& program;
  const PreparedProgram::Pools& pools;
  Event event;
  std::uint32_t record = 0;                             // counts from 1
  std::array<Register, kMaxRegisters + 1> registers{};  // 0 stays the record
  std::vector<Answer> answers;                          // by predicate
  std::vector<Result> call_results;                     // by call
  std::vector<Result> path_results;                     // by operand
  std::unordered_map<Index, Comparison> comparisons;    // by operand
  std::vector<MockRow> mocks;                           // rows that a test gives tables
  AskObserver* observer = nullptr;                      // null: nobody measures
  ValueBuffers buffers;
  DocumentReader documents;
};

// The values of an operand. Valid as long as `loan`, and until the registers that it reads change.
std::span<const Value> values_of(Machine& machine, Index operand, ValueBuffers::Loan& loan);

// Appends the values of a call. Text that is made for them goes to `arena`.
void call(Machine& machine, Index call, Arena& arena, std::vector<Value>& out);

// Whether a predicate holds for this one value of its operand. REQUIRES: it has no other operand.
bool holds_for(Machine& machine, Index predicate, const Value& value);

// Asks the record; remembers the answer if the predicate is closed.
bool ask(Machine& machine, Index predicate);

// Whether a predicate holds: from memory where it was asked before.
inline bool holds(Machine& machine, Index predicate) {
  const Machine::Answer answer = machine.answers[predicate];
  return answer.record == machine.record ? answer.holds : ask(machine, predicate);
}

// Whether the quantifier whose loop stands at `at` holds.
bool loop_holds(Machine& machine, Index at);

// Runs the instructions from `first` to their `finish`: a rule, a body or a condition.
bool run(Machine& machine, Index first);

}  // namespace spoor
