#include "lang/values/fold.h"
#include "runtime/match/functions/call.h"

namespace spoor::function {

void len(const Call& call, std::vector<Value>& out) {
  call.for_each_string(0, [&](std::string_view text) {
    out.push_back(Value::from_number(Number::from_natural(count_code_points(text))));
  });
}

}  // namespace spoor::function
