#include "runtime/lookup/text_pairs.h"
#include "runtime/match/functions/call.h"

namespace spoor::function {
namespace {

std::optional<std::string_view> first_string(const Call& call, std::size_t argument) {
  ValueBuffers::Loan loan(call.machine.buffers);
  for (const Value& value : call.values(argument, loan)) {
    if (value.is_string()) return value.text();
  }
  return std::nullopt;
}

}  // namespace

// Empty parts are kept. An empty separator stands nowhere; of several separators the first one counts, so that what a
// call returns is never longer than what it was given.
void split(const Call& call, std::vector<Value>& out) {
  const std::optional<std::string_view> separator = first_string(call, 1);
  if (!separator) return;
  call.for_each_string(0, [&](std::string_view text) {
    while (!separator->empty()) {
      const std::size_t at = find_part(text, *separator);
      if (at == std::string_view::npos) break;
      out.push_back(Value::from_string(text.substr(0, at)));
      text.remove_prefix(at + separator->size());
    }
    out.push_back(Value::from_string(text));
  });
}

}  // namespace spoor::function
