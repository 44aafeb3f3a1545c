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

std::optional<std::string_view> find_row(const Machine& machine, Index table, const Value& key, Arena& arena) {
  if (!machine.mocks.empty()) {
    if (const auto row = find_mock(machine.mocks, table, key)) return row;
  }
  const Database* database = machine.pools.databases[table].get();
  if (database == nullptr) return machine.pools.tables[table].find(key);
  const std::optional<Address> address = key.is_string() ? parse_address(key.text()) : std::nullopt;
  std::string row;
  if (!address || !database->append_row(*address, row)) return std::nullopt;
  return arena.append(row);
}

void look_up(Index table, const function::Call& call, std::vector<Value>& out) {
  ValueBuffers::Loan loan(call.machine.buffers);
  for (const Value& key : call.values(0, loan)) {
    if (const auto row = find_row(call.machine, table, key, call.arena)) out.push_back(Value::from_object(*row));
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
