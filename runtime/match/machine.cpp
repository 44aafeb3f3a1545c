#include "runtime/match/machine.h"

namespace spoor {

Machine::Machine(const PreparedProgram& prepared_program)
    : prepared(prepared_program),
      program(prepared.program()),
      pools(prepared.pools()),
      event(program),
      answers(program.predicates.size()),
      call_results(program.calls.size()),
      path_results(program.operands.size()) {}

void Machine::begin_record() {
  if (++record != 0) return;
  // Every four billion records the count begins again, and what is remembered with a number is forgotten at once.
  record = 1;
  std::fill(answers.begin(), answers.end(), Answer{});
  for (Result& result : call_results) result.record = 0;
  for (Result& result : path_results) result.record = 0;
  comparisons.clear();
}

}  // namespace spoor
