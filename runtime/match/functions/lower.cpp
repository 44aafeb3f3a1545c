#include "lang/values/fold.h"
#include "runtime/match/functions/call.h"

namespace spoor::function {

void lower(const Call& call, std::vector<Value>& out) {
  call.for_each_string(0, [&](std::string_view text) {
    out.push_back(Value::from_string(is_folded(text) ? text : call.arena.append(folded(text))));
  });
}

}  // namespace spoor::function
