#include "runtime/match/functions/call.h"

namespace spoor::function {
namespace {

void take(const Call& call, std::size_t argument, std::vector<Value>& out) {
  ValueBuffers::Loan loan(call.machine.buffers);
  const std::span<const Value> values = call.values(argument, loan);
  out.insert(out.end(), values.begin(), values.end());
}

}  // namespace

// An argument that has no partner is the `else`.
void choose(const Call& call, std::vector<Value>& out) {
  const std::size_t size = call.arguments.size();
  std::size_t argument = 0;
  while (argument + 1 < size && !call.holds(argument)) argument += 2;
  if (argument + 1 < size) {
    take(call, argument + 1, out);
  } else if (argument < size) {
    take(call, argument, out);
  }
}

}  // namespace spoor::function
