#include "compiler/program/verify.h"

namespace spoor::verification {

namespace {

// Which nodes stand below kValueNode, or are it. REQUIRES: check_paths().
std::vector<bool> detached_nodes(const Program& program) {
  std::vector<bool> detached(program.paths.size());
  detached[kValueNode] = true;
  for (Index node = kValueNode + 1; node < program.paths.size(); ++node) {
    detached[node] = detached[program.paths[node].parent];
  }
  return detached;
}

bool is_register(std::uint32_t reg) { return reg >= 1 && reg <= kMaxRegisters; }

// What a source says of its operand. Whether a call is closed is known when code is checked.
Problem check_source(const Program& program, Index i) {
  const OperandRow& row = program.operands[i];
  const bool is_of_record = row.reg == 0 && row.is_closed == 1;
  const bool is_of_element = is_register(row.reg) && row.is_closed == 0;
  switch (row.source) {
    case OperandSource::slot:
      if (row.index >= program.slots.size()) return problem("operands", i, "its slot is unknown");
      if (program.slots[row.index].scope == 0 ? !is_of_record : !is_of_element) {
        return problem("operands", i, "its register does not fit its slot's scope");
      }
      break;
    case OperandSource::constant:
      if (row.index >= program.constants.size()) return problem("operands", i, "its constant is unknown");
      if (!is_of_record) return problem("operands", i, "a constant with a register");
      break;
    case OperandSource::call:
      if (row.index >= program.calls.size()) return problem("operands", i, "its call is unknown");
      if (row.reg != 0) return problem("operands", i, "a call with a register");
      return std::nullopt;
    case OperandSource::element:
      if (row.index != 0 || !is_of_element) return problem("operands", i, "an element without register");
      return std::nullopt;
  }
  if (row.path != kValueNode) return problem("operands", i, "a path below what has none");
  return std::nullopt;
}

Problem check_operand_rows(const Program& program) {
  const std::vector<bool> detached = detached_nodes(program);
  for (Index i = 0; i < program.operands.size(); ++i) {
    const OperandRow& row = program.operands[i];
    if (row.source > OperandSource::element) return problem("operands", i, "its source is unknown");
    if (row.path >= detached.size() || !detached[row.path])
      return problem("operands", i, "its path is not one of a value");
    if (row.is_closed > 1) return problem("operands", i, "it is neither closed nor open");
    if (auto found = check_source(program, i)) return found;
  }
  return std::nullopt;
}

// `case` asks conditions at every other place but the last; all other arguments are values.
bool is_condition(Function function, Index place, Index count) {
  return function == Function::choose && place % 2 == 0 && place + 1 < count;
}

Problem check_arguments(const Program& program, Index call) {
  const CallRow& row = program.calls[call];
  const auto function = static_cast<Function>(row.function);
  for (Index place = 0; place < row.argument_count; ++place) {
    const ArgumentRow& argument = program.arguments[row.first_argument + place];
    const bool must_be_condition = is_condition(function, place, row.argument_count);
    if (argument.kind != (must_be_condition ? ArgumentKind::condition : ArgumentKind::operand)) {
      return problem("calls", call, "a value where it asks a condition, or the reverse");
    }
    if (argument.index >= (must_be_condition ? program.code.size() : program.operands.size())) {
      return problem("calls", call, "an argument that is unknown");
    }
    if (must_be_condition) continue;
    const OperandRow& operand = program.operands[argument.index];
    if (operand.source == OperandSource::call && operand.index >= call) {
      return problem("calls", call, "an argument that is not worked out before it");
    }
  }
  return std::nullopt;
}

Problem check_calls(const Program& program) {
  std::uint64_t arguments = 0;
  for (Index i = 0; i < program.calls.size(); ++i) {
    const CallRow& row = program.calls[i];
    if (row.function >= functions().size()) return problem("calls", i, "its function is unknown");
    const bool is_lookup = row.table != kNone;
    if (is_lookup && (row.table >= program.tables.size() || row.function != 0 || row.argument_count != 1)) {
      return problem("calls", i, "its table is unknown, or it is no lookup of one key");
    }
    const FunctionInfo& function = info(static_cast<Function>(row.function));
    const bool is_too_many =
        function.maximum_arguments != kAnyNumberOfArguments && row.argument_count > function.maximum_arguments;
    if (!is_lookup && (row.argument_count < function.minimum_arguments || is_too_many)) {
      return problem("calls", i, "too few or too many arguments");
    }
    if (!is_range_of(program.arguments, row.first_argument, row.argument_count)) {
      return problem("calls", i, "its arguments reach beyond their table");
    }
    if (auto found = check_arguments(program, i)) return found;
    arguments += row.argument_count;
  }
  if (arguments > program.arguments.size()) return "calls: they have more arguments than their table";
  return std::nullopt;
}

Problem check_loops(const Program& program) {
  for (Index i = 0; i < program.loops.size(); ++i) {
    const LoopRow& row = program.loops[i];
    if (row.source > LoopSource::values) return problem("loops", i, "its source is unknown");
    if (!is_register(row.reg)) return problem("loops", i, "its register is unknown");
    if (row.source == LoopSource::values) {
      if (row.index >= program.operands.size()) return problem("loops", i, "its operand is unknown");
      if (row.parent_reg != 0) return problem("loops", i, "values do not stand in an element");
      continue;
    }
    if (row.index == 0 || row.index >= program.scopes.size()) return problem("loops", i, "its scope is unknown");
    const bool is_in_record = program.scopes[row.index].parent == 0;
    if (is_in_record ? row.parent_reg != 0 : !is_register(row.parent_reg)) {
      return problem("loops", i, "its parent's register does not fit its scope");
    }
  }
  return std::nullopt;
}

// How many rows the operand may index; nothing for kinds that a test does not have.
std::optional<std::uint64_t> limit_of(const Program& program, OperandKind kind) {
  switch (kind) {
    case OperandKind::none: return 1;
    case OperandKind::flag: return 2;
    case OperandKind::string: return program.strings.size();
    case OperandKind::number_range: return program.number_ranges.size();
    case OperandKind::time_range: return program.time_ranges.size();
    case OperandKind::network: return program.networks.size();
    case OperandKind::regex: return program.regexes.size();
    case OperandKind::set: return program.sets.size();
    case OperandKind::operand:
    case OperandKind::other: return program.operands.size();
    case OperandKind::loop:
    case OperandKind::predicate:
    case OperandKind::skip:
    case OperandKind::body: break;
  }
  return std::nullopt;
}

Problem check_predicates(const Program& program) {
  for (Index i = 0; i < program.predicates.size(); ++i) {
    const Instruction& test = program.predicates[i];
    const auto opcode = static_cast<std::size_t>(test.op());
    if (opcode >= opcodes().size() || info(test.op()).kind != OpcodeKind::test) {
      return problem("predicates", i, "its opcode is no test");
    }
    const auto limit = limit_of(program, info(test.op()).b);
    if (test.a() >= program.operands.size()) return problem("predicates", i, "its operand is unknown");
    if (!limit || test.b >= *limit) return problem("predicates", i, "what it compares with is unknown");
  }
  return std::nullopt;
}

}  // namespace

Problem check_operands(const Program& program) {
  for (const auto check : {check_operand_rows, check_calls, check_loops, check_predicates}) {
    if (auto found = check(program)) return found;
  }
  return std::nullopt;
}

}  // namespace spoor::verification
