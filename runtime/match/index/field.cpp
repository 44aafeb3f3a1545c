#include "runtime/match/index/field.h"

#include "lang/function.h"

namespace spoor {

namespace {

// The slot whose strings the call folds.
std::optional<Index> folded_slot(const Program& program, const OperandRow& row) {
  const CallRow& call = program.calls[row.index];
  const bool is_lower = call.table == kNone && static_cast<Function>(call.function) == Function::lower;
  if (!is_lower || call.argument_count != 1 || row.path != kValueNode) return std::nullopt;
  const ArgumentRow& argument = program.arguments[call.first_argument];
  if (argument.kind != ArgumentKind::operand) return std::nullopt;
  const OperandRow& folded = program.operands[argument.index];
  if (folded.source != OperandSource::slot) return std::nullopt;
  return folded.index;
}

// A set of so many items is laid out once, to be asked by its rules; the index does not hold it again.
constexpr std::size_t kLargeSet = 10'000;

bool is_large(const SetRow& set) {
  return std::size_t{set.string_count} + set.number_range_count + set.time_range_count + set.network_count > kLargeSet;
}

}  // namespace

std::optional<Field> field_of(const Program& program, Index operand) {
  const OperandRow& row = program.operands[operand];
  switch (row.source) {
    case OperandSource::slot: return Field{FieldSource::slot, row.index};
    case OperandSource::call:
      if (const auto slot = folded_slot(program, row)) return Field{FieldSource::folded_slot, *slot};
      if (row.is_closed != 0) return Field{FieldSource::operand, operand};
      return std::nullopt;
    case OperandSource::constant:
    case OperandSource::element: return std::nullopt;
  }
  return std::nullopt;
}

Lookup lookup_of(const Program& program, Index predicate) {
  const Instruction test = program.predicates[predicate];
  if (!field_of(program, test.a())) return Lookup::none;
  if (info(test.op()).b == OperandKind::other) return Lookup::presence;
  if (test.op() == Opcode::in_set && is_large(program.sets[test.b])) return Lookup::presence;
  return program.operands[test.a()].is_closed != 0 ? Lookup::exact : Lookup::some;
}

}  // namespace spoor
