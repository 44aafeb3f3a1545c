#include <algorithm>

#include "runtime/match/functions/call.h"

namespace spoor::function {

// All values of the first argument that has one other than "".
void coalesce(const Call& call, std::vector<Value>& out) {
  for (std::size_t argument = 0; argument < call.arguments.size(); ++argument) {
    ValueBuffers::Loan loan(call.machine.buffers);
    const std::span<const Value> values = call.values(argument, loan);
    const bool is_blank = std::all_of(values.begin(), values.end(),
                                      [](const Value& value) { return value.is_string() && value.text().empty(); });
    if (is_blank) continue;
    out.insert(out.end(), values.begin(), values.end());
    return;
  }
}

}  // namespace spoor::function
