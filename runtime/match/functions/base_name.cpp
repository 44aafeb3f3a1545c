#include "lang/values/base_name.h"

#include "runtime/match/functions/call.h"

namespace spoor::function {

void base_name(const Call& call, std::vector<Value>& out) {
  call.for_each_string(0, [&](std::string_view text) { out.push_back(Value::from_string(spoor::base_name(text))); });
}

}  // namespace spoor::function
