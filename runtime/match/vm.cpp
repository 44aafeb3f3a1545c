#include <algorithm>
#include <optional>

#include "runtime/match/machine.h"

namespace spoor {
namespace {

// Whether the body, which begins at `body`, says `wanted` of some element; has_elements, whether there was one.
struct Outcome {
  bool has_elements = false;
  bool has_wanted = false;
};

// The predicate without which the body never holds, if it asks one of the element's own values first: the body is that
// test, or a conjunction that begins with it.
std::optional<Index> leading_test(const Program& program, const LoopRow& loop, Index body) {
  const Instruction first = program.code[body];
  if (first.op() != Opcode::test) return std::nullopt;
  const Instruction behind = program.code[body + 1];
  const bool is_conjunction =
      behind.op() == Opcode::jump_if_false && program.code[body + 2 + behind.b].op() == Opcode::finish;
  if (behind.op() != Opcode::finish && !is_conjunction) return std::nullopt;
  const Instruction test = program.predicates[first.b];
  const OperandRow& operand = program.operands[test.a()];
  const bool is_own = operand.source == OperandSource::slot && operand.reg == loop.reg &&
                      program.slots[operand.index].scope == loop.index;
  if (!is_own || info(test.op()).b == OperandKind::other) return std::nullopt;
  return first.b;
}

// Goes through the values that the leading test asks about, and runs the body for those elements only that pass it.
Outcome over_passing(Machine& machine, const LoopRow& loop, Index body, Index predicate, Event::ElementRange range) {
  const Index slot = machine.program.operands[machine.program.predicates[predicate].a()].index;
  const std::span<const Element> elements = machine.event.elements_of_values(slot);
  const std::span<const Value> values = machine.event.values(slot);
  const auto first = std::lower_bound(elements.begin(), elements.end(), range.begin) - elements.begin();
  for (auto i = static_cast<std::size_t>(first); i < elements.size() && elements[i] < range.end; ++i) {
    if (!holds_for(machine, predicate, values[i])) continue;
    machine.registers[loop.reg] = {elements[i], nullptr};
    if (run(machine, body)) return {true, true};
  }
  return {range.begin != range.end, false};
}

Outcome over_scope(Machine& machine, const LoopRow& loop, Index body, bool wanted) {
  const Event::ElementRange range = machine.event.elements(loop.index, machine.registers[loop.parent_reg].element);
  if (wanted) {
    if (const auto predicate = leading_test(machine.program, loop, body)) {
      return over_passing(machine, loop, body, *predicate, range);
    }
  }
  for (Element element = range.begin; element != range.end; ++element) {
    machine.registers[loop.reg] = {element, nullptr};
    if (run(machine, body) == wanted) return {true, true};
  }
  return {range.begin != range.end, false};
}

Outcome over_values(Machine& machine, const LoopRow& loop, Index body, bool wanted) {
  ValueBuffers::Loan loan(machine.buffers);
  const std::span<const Value> values = values_of(machine, loop.index, loan);
  for (const Value& value : values) {
    machine.registers[loop.reg] = {0, &value};
    if (run(machine, body) == wanted) return {true, true};
  }
  return {!values.empty(), false};
}

Outcome run_loop(Machine& machine, const LoopRow& loop, Index body, bool wanted) {
  const Register before = machine.registers[loop.reg];
  Outcome outcome;
  switch (loop.source) {
    case LoopSource::scope: outcome = over_scope(machine, loop, body, wanted); break;
    case LoopSource::values: outcome = over_values(machine, loop, body, wanted); break;
  }
  machine.registers[loop.reg] = before;
  return outcome;
}

}  // namespace

bool loop_holds(Machine& machine, Index at) {
  const Instruction instruction = machine.program.code[at];
  const bool wanted = instruction.op() != Opcode::all;
  const Outcome outcome = run_loop(machine, machine.program.loops[instruction.a()], at + 1, wanted);
  if (instruction.op() == Opcode::any) return outcome.has_wanted;
  return !outcome.has_wanted && (outcome.has_elements || instruction.op() == Opcode::none);
}

// No instruction takes more than one truth value, so that the stack, which verify() proves to end with one, never
// holds more than one: `top`.
bool run(Machine& machine, Index first) {
  const Program& program = machine.program;
  bool top = false;
  for (Index at = first;; ++at) {
    const Instruction instruction = program.code[at];
    switch (instruction.op()) {
      case Opcode::test: top = holds(machine, instruction.b); break;
      case Opcode::constant: top = instruction.b != 0; break;
      case Opcode::negate: top = !top; break;
      case Opcode::jump_if_false: at += top ? 0 : instruction.b; break;
      case Opcode::jump_if_true: at += top ? instruction.b : 0; break;
      case Opcode::any:
      case Opcode::all:
      case Opcode::none:
        top = loop_holds(machine, at);
        at += instruction.b;
        break;
      case Opcode::finish: return top;

#include "compiler/program/test_cases.def"
        return false;
    }
  }
}

}  // namespace spoor
