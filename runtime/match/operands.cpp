#include "runtime/event/reach.h"
#include "runtime/match/machine.h"

namespace spoor {
namespace {

void reach_from_all(Machine& machine, Index path, std::span<const Value> starts, Arena& arena,
                    std::vector<Value>& out) {
  for (const Value& start : starts) reach(machine.program, path, start, machine.documents, arena, out);
}

std::span<const Value> remembered_call(Machine& machine, Index index) {
  Machine::Result& result = machine.call_results[index];
  if (result.record != machine.record) {
    result.values.clear();
    call(machine, index, machine.event.arena(), result.values);
    result.record = machine.record;
  }
  return result.values;
}

std::span<const Value> remembered_path(Machine& machine, Index operand) {
  Machine::Result& result = machine.path_results[operand];
  if (result.record != machine.record) {
    const OperandRow& row = machine.program.operands[operand];
    result.values.clear();
    reach_from_all(machine, row.path, remembered_call(machine, row.index), machine.event.arena(), result.values);
    result.record = machine.record;
  }
  return result.values;
}

std::span<const Value> values_of_call(Machine& machine, Index operand, ValueBuffers::Loan& loan) {
  const OperandRow& row = machine.program.operands[operand];
  // Values without steps behind them are as the call gives them, but documents are entered.
  const CallRow& called = machine.program.calls[row.index];
  const bool is_document =
      called.table == kNone && info(static_cast<Function>(called.function)).result == FunctionResult::document;
  const bool is_whole = row.path == kValueNode && !is_document;
  if (row.is_closed != 0) return is_whole ? remembered_call(machine, row.index) : remembered_path(machine, operand);
  std::vector<Value>& out = loan.take();
  if (is_whole) {
    call(machine, row.index, loan.arena(), out);
  } else {
    ValueBuffers::Loan whole(machine.buffers);
    std::vector<Value>& starts = whole.take();
    call(machine, row.index, whole.arena(), starts);
    reach_from_all(machine, row.path, starts, loan.arena(), out);
  }
  return out;
}

std::span<const Value> values_of_element(Machine& machine, const OperandRow& row, ValueBuffers::Loan& loan) {
  const Value* value = machine.registers[row.reg].value;
  if (value == nullptr) return {};
  if (row.path == kValueNode) return {value, 1};
  std::vector<Value>& out = loan.take();
  reach(machine.program, row.path, *value, machine.documents, loan.arena(), out);
  return out;
}

}  // namespace

std::span<const Value> values_of(Machine& machine, Index operand, ValueBuffers::Loan& loan) {
  const OperandRow& row = machine.program.operands[operand];
  switch (row.source) {
    case OperandSource::slot: return machine.event.values(row.index, machine.registers[row.reg].element);
    case OperandSource::constant: return {&machine.pools.constants[row.index], 1};
    case OperandSource::call: return values_of_call(machine, operand, loan);
    case OperandSource::element: return values_of_element(machine, row, loan);
  }
  return {};
}

}  // namespace spoor
