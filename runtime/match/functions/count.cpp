#include "runtime/match/functions/call.h"

namespace spoor::function {

void count(const Call& call, std::vector<Value>& out) {
  ValueBuffers::Loan loan(call.machine.buffers);
  out.push_back(Value::from_number(Number::from_natural(call.values(0, loan).size())));
}

}  // namespace spoor::function
