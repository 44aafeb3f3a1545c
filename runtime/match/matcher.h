#pragma once

#include <memory>
#include <span>
#include <vector>

#include "runtime/event/event.h"
#include "runtime/match/prepared.h"

namespace spoor {

// Evaluates every rule on one record at a time. One for each thread; reuses its memory.
class Matcher {
 public:
  explicit Matcher(std::shared_ptr<const PreparedProgram> prepared);
  ~Matcher();

  // Decodes the record and returns the rules that hold, ascending. Valid until the next call.
  std::span<const Index> match(const RecordTokens& record);

  // Values of an output (Program::outputs) for the record that match() saw last. Valid until the next match().
  std::span<const Value> output(Index output);

  // The slots of that record, for dumps.
  const Event& event() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace spoor
