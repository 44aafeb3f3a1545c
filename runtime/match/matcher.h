#pragma once

#include <memory>
#include <span>
#include <vector>

#include "runtime/event/event.h"
#include "runtime/match/mock_rows.h"
#include "runtime/match/prepared.h"

namespace spoor {

// Asks one record at a time the conditions of every rule. One for each thread; reuses its memory.
class Matcher {
 public:
  explicit Matcher(std::shared_ptr<const PreparedProgram> prepared);
  ~Matcher();

  // Decodes the record and returns the conditions (Program::conditions) that hold, ascending. Valid until the next
  // call.
  std::span<const Index> match(const RecordTokens& record);

  // Decodes the record and says whether this one condition holds.
  bool holds(const RecordTokens& record, Index condition);

  // Whether this one holds for the record that was seen last.
  bool holds(Index condition);

  // Rows that tables have in front of their own from now on, for a rule's test.
  void set_mocks(std::vector<MockRow> mocks);

  // A question that a condition asks, and what the record says to it.
  struct Part {
    Index instruction = 0;  // code: a test, or a quantifier's loop
    bool holds = false;
  };
  // All that a condition asks of the record that was seen last, whether its answer needed it or not; what stands within
  // a quantifier is not asked by itself.
  std::vector<Part> parts(Index condition);

  // Values of an output (Program::outputs) for the record that was seen last. Valid until the next one.
  std::span<const Value> output(Index output);

  // The slots of that record, for dumps.
  const Event& event() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace spoor
