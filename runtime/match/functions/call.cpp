#include "runtime/match/functions/call.h"

namespace spoor {

namespace {

using SetFunction = void (*)(const function::Call& call, std::vector<Value>& out);

// By Function; nothing for those that each_function() knows.
constexpr SetFunction kSetFunctions[] = {
#define FUNCTION(id, name, takes, result, minimum, maximum, sentence) function::id,
#define EACH(id, name, takes, result, sentence) nullptr,
#define PART(of, part, takes, result, sentence) nullptr,
#include "lang/functions.def"
#undef FUNCTION
};

void look_up(Index table, const function::Call& call, std::vector<Value>& out) {
  ValueBuffers::Loan loan(call.machine.buffers);
  for (const Value& key : call.values(0, loan)) {
    const Machine& machine = call.machine;
    auto row = machine.mocks.empty() ? std::nullopt : find_mock(machine.mocks, table, key);
    if (!row) row = machine.pools.tables[table].find(key);
    if (row) out.push_back(Value::from_object(*row));
  }
}

}  // namespace

void call(Machine& machine, Index index, Arena& arena, std::vector<Value>& out) {
  const CallRow& row = machine.program.calls[index];
  const function::Call call{
      machine, std::span(machine.program.arguments).subspan(row.first_argument, row.argument_count), arena};
  if (row.table != kNone) return look_up(row.table, call, out);
  const auto called = static_cast<Function>(row.function);
  if (const EachFunction each = each_function(called)) {
    return info(called).result == FunctionResult::truth ? function::some(call, each, out)
                                                        : function::map(call, each, out);
  }
  kSetFunctions[row.function](call, out);
}

}  // namespace spoor
