#include <algorithm>
#include <array>

#include "compiler/program/reads.h"
#include "compiler/program/verify.h"

namespace spoor::verification {

namespace {

// Walks blocks of code as they would run, but every instruction once: jumps go forward, so a single pass meets all
// ways to reach an instruction. Calls are checked in their order, each before anything can ask it.
class CodeChecker {
 public:
  explicit CodeChecker(const Program& program)
      : program_(program), is_in_block_(program.code.size()), landings_(program.code.size()) {}

  Problem run() {
    if (program_.lines.size() != program_.code.size()) return "lines: there is not one for each instruction";
    for (Index i = 0; i < program_.code.size(); ++i) {
      if (auto found = check_instruction(i)) return found;
    }
    for (const auto check : {&CodeChecker::check_blocks, &CodeChecker::check_calls, &CodeChecker::check_closed,
                             &CodeChecker::check_conditions, &CodeChecker::check_outputs}) {
      if (auto found = (this->*check)()) return found;
    }
    return std::nullopt;
  }

 private:
  // A condition or a loop's body, while it is walked.
  struct Frame {
    Index first;          // instruction: of a body the one of its loop
    Index last;           // its `finish`; for a condition the farthest that it may be
    bool ends_early;      // a condition: the first `finish` is its own
    std::uint32_t depth;  // of the stack where it begins
    std::uint32_t reg;    // that its loop binds; 0: no loop
    Index farthest_jump;
  };

  // Where jumps lead.
  struct Landing {
    Index frame = kNone;  // its first instruction; kNone: no jump leads here
    std::uint32_t depth = 0;
  };

  struct Walk {
    std::vector<Frame> frames;
    std::array<Binding, kMaxRegisters + 1> bindings;
    RegisterSet bound;        // registers that have a binding
    std::uint32_t depth = 0;  // of the stack
    bool is_open;             // a condition: what it reads may be bound by who asks it
    Index call_limit;         // it may only ask calls before this one
    Reads reads;
  };

  // Numbers within their tables and bodies; nothing about what stands around.
  Problem check_instruction(Index at) const {
    const Instruction& instruction = program_.code[at];
    if (static_cast<std::size_t>(instruction.op()) >= opcodes().size())
      return problem("code", at, "its opcode is unknown");
    const OpcodeInfo& opcode = info(instruction.op());
    if (opcode.kind != OpcodeKind::control) return problem("code", at, "a test outside of the predicates");
    const std::size_t a_limit = opcode.a == OperandKind::loop ? program_.loops.size() : 1;
    if (instruction.a() >= a_limit) return problem("code", at, "its first operand is unknown");
    std::size_t b_limit = 1;
    if (opcode.b == OperandKind::predicate) b_limit = program_.predicates.size();
    if (opcode.b == OperandKind::flag) b_limit = 2;
    if (opcode.b == OperandKind::skip || opcode.b == OperandKind::body) b_limit = program_.code.size() - at;
    if (instruction.b >= b_limit) return problem("code", at, "its second operand is unknown");
    return std::nullopt;
  }

  Problem check_blocks() {
    for (Index i = 0; i < program_.conditions.size(); ++i) {
      const ConditionRow& row = program_.conditions[i];
      if (row.instruction_count == 0 || !is_range_of(program_.code, row.first_instruction, row.instruction_count)) {
        return problem("conditions", i, "its instructions reach beyond the code");
      }
      if (!claim(row.first_instruction, row.first_instruction + row.instruction_count)) {
        return problem("conditions", i, "its instructions belong to another one too");
      }
    }
    return std::nullopt;
  }

  // False if one of the instructions already belongs to another block.
  bool claim(Index begin, Index end) {
    for (Index at = begin; at < end; ++at) {
      if (is_in_block_[at]) return false;
      is_in_block_[at] = true;
    }
    return true;
  }

  Problem check_calls() {
    for (Index call = 0; call < program_.calls.size(); ++call) {
      const CallRow& row = program_.calls[call];
      Reads reads;
      for (Index i = row.first_argument; i < row.first_argument + row.argument_count; ++i) {
        if (auto found = add_argument(program_.arguments[i], call, reads)) return found;
      }
      if (++reads.call_depth > kMaxCallDepth) return problem("calls", call, "too many calls stand in one another");
      calls_.push_back(std::move(reads));
    }
    return std::nullopt;
  }

  Problem add_argument(const ArgumentRow& argument, Index call, Reads& reads) {
    if (argument.kind == ArgumentKind::operand) return merge(reads_of(argument.index), reads, "calls", call);
    Walk condition = walk_of(argument.index, static_cast<Index>(program_.code.size() - 1), true, call);
    Index end = argument.index;
    if (auto found = walk(condition, end)) return found;
    if (!claim(argument.index, end)) return problem("calls", call, "its condition is part of another block");
    return merge(condition.reads, reads, "calls", call);
  }

  static Problem merge(const Reads& from, Reads& into, std::string_view table, Index row) {
    for (const auto& [reg, binding] : from.registers) {
      if (!into.add(reg, binding)) return problem(table, row, "it reads one register as two things");
    }
    into.binds.add(from.binds);
    into.call_depth = std::max(into.call_depth, from.call_depth);
    return std::nullopt;
  }

  // REQUIRES: an operand of a call that was checked, or of none.
  Reads reads_of(Index operand) const {
    const OperandRow& row = program_.operands[operand];
    Reads reads;
    switch (row.source) {
      case OperandSource::slot:
        if (row.reg != 0) reads.add(row.reg, program_.slots[row.index].scope);
        break;
      case OperandSource::constant: break;
      case OperandSource::call: return calls_[row.index];
      case OperandSource::element: reads.add(row.reg, kValue); break;
    }
    return reads;
  }

  // What is said to be the same for the whole record must be.
  Problem check_closed() {
    for (Index i = 0; i < program_.operands.size(); ++i) {
      const bool is_closed = program_.operands[i].is_closed == 1;
      if (is_closed && !reads_of(i).registers.empty()) return problem("operands", i, "it is not closed, but says so");
    }
    return std::nullopt;
  }

  Problem check_conditions() {
    for (const ConditionRow& row : program_.conditions) {
      const Index last = row.first_instruction + row.instruction_count - 1;
      Walk rule = walk_of(row.first_instruction, last, false, static_cast<Index>(program_.calls.size()));
      Index end = row.first_instruction;
      if (auto found = walk(rule, end)) return found;
    }
    return std::nullopt;
  }

  Problem check_outputs() {
    for (Index i = 0; i < program_.outputs.size(); ++i) {
      const OutputRow& row = program_.outputs[i];
      if (row.role > OutputRole::value) return problem("outputs", i, "its role is unknown");
      if (row.name >= program_.strings.size()) return problem("outputs", i, "its name is no string");
      if (row.step != kNone && row.step >= program_.steps.size()) return problem("outputs", i, "its step is unknown");
      if (row.step != kNone && row.role != OutputRole::message && row.role != OutputRole::field) {
        return problem("outputs", i, "its role has no step");
      }
      if (row.operand >= program_.operands.size()) return problem("outputs", i, "its operand is unknown");
      if (!reads_of(row.operand).registers.empty()) return problem("outputs", i, "it reads an element");
    }
    return std::nullopt;
  }

  Walk walk_of(Index first, Index last, bool is_condition, Index call_limit) const {
    Walk walk{};
    walk.bindings.fill(kUnbound);
    walk.frames.push_back({first, last, is_condition, 0, 0, first});
    walk.is_open = is_condition;
    walk.call_limit = call_limit;
    return walk;
  }

  // Walks a block from `at` on, and leaves `at` behind its `finish`.
  Problem walk(Walk& walk, Index& at) {
    for (; !walk.frames.empty(); ++at) {
      if (at > walk.frames.back().last) return problem("code", at - 1, "its block does not end with `finish`");
      if (auto found = check_landing(walk, at)) return found;
      const Instruction& instruction = program_.code[at];
      const OpcodeInfo& opcode = info(instruction.op());
      if (walk.depth < walk.frames.back().depth + opcode.pops) return problem("code", at, "the stack is empty");
      if (auto found = step(walk, at, instruction)) return found;
    }
    return std::nullopt;
  }

  Problem step(Walk& walk, Index at, const Instruction& instruction) {
    if (instruction.op() == Opcode::finish) return leave(walk, at);
    const OpcodeInfo& opcode = info(instruction.op());
    switch (opcode.b) {
      case OperandKind::body: return enter_loop(walk, at, instruction);
      case OperandKind::skip: return check_jump(walk, at, at + 1 + instruction.b);
      case OperandKind::predicate:
        walk.depth += opcode.pushes;
        return check_test(walk, at, program_.predicates[instruction.b]);
      case OperandKind::none:
      case OperandKind::flag: walk.depth += opcode.pushes - opcode.pops; return std::nullopt;
      case OperandKind::operand:
      case OperandKind::loop:
      case OperandKind::string:
      case OperandKind::number_range:
      case OperandKind::time_range:
      case OperandKind::network:
      case OperandKind::regex:
      case OperandKind::set:
      case OperandKind::other: break;
    }
    return problem("code", at, "what it does to the stack is unknown");
  }

  Problem check_test(Walk& walk, Index at, const Instruction& test) {
    if (auto found = use(walk, at, test.a())) return found;
    return info(test.op()).b == OperandKind::other ? use(walk, at, test.b) : std::nullopt;
  }

  // An operand is asked for here: what it reads must be bound, and it must not overwrite what is.
  Problem use(Walk& walk, Index at, Index operand) {
    const OperandRow& row = program_.operands[operand];
    if (row.source == OperandSource::call && row.index >= walk.call_limit) {
      return problem("code", at, "a condition that depends on the call that asks it");
    }
    const Reads reads = reads_of(operand);
    if (reads.binds.intersects(walk.bound)) return problem("code", at, "it overwrites a register that is in use");
    walk.reads.binds.add(reads.binds);
    walk.reads.call_depth = std::max(walk.reads.call_depth, reads.call_depth);
    for (const auto& [reg, binding] : reads.registers) {
      if (auto found = read(walk, at, reg, binding)) return found;
    }
    return std::nullopt;
  }

  static Problem read(Walk& walk, Index at, std::uint32_t reg, Binding binding) {
    if (walk.bindings[reg] == binding) return std::nullopt;
    const bool is_left_open = walk.is_open && walk.bindings[reg] == kUnbound && walk.reads.add(reg, binding);
    if (is_left_open) return std::nullopt;
    return problem("code", at, "it reads a register that no loop around binds so");
  }

  // All ways that lead to an instruction come from its own block, with the same stack.
  Problem check_landing(const Walk& walk, Index at) const {
    const Landing& landing = landings_[at];
    if (landing.frame == kNone) return std::nullopt;
    if (landing.frame != walk.frames.back().first) return problem("code", at, "a jump leads into a body");
    if (landing.depth != walk.depth) return problem("code", at, "the stack is not the same on all ways that lead here");
    return std::nullopt;
  }

  // The top stays where the jump is taken, and is dropped where it is not.
  Problem check_jump(Walk& walk, Index at, Index target) {
    Frame& frame = walk.frames.back();
    if (target > frame.last) return problem("code", at, "it jumps out of its block");
    if (auto found = check_landing(walk, target)) return found;
    landings_[target] = {frame.first, walk.depth};
    frame.farthest_jump = std::max(frame.farthest_jump, target);
    --walk.depth;
    return std::nullopt;
  }

  Problem enter_loop(Walk& walk, Index at, const Instruction& instruction) {
    const LoopRow& row = program_.loops[instruction.a()];
    if (instruction.b == 0 || at + instruction.b >= walk.frames.back().last) {
      return problem("code", at, "its body does not stand in its block");
    }
    Binding binding = kValue;
    if (row.source == LoopSource::values) {
      if (auto found = use(walk, at, row.index)) return found;
    } else {
      binding = row.index;
      const Index parent = program_.scopes[row.index].parent;
      if (parent != 0) {
        if (auto found = read(walk, at, row.parent_reg, parent)) return found;
      }
    }
    if (walk.bindings[row.reg] != kUnbound) return problem("code", at, "it overwrites a register that is in use");
    walk.bindings[row.reg] = binding;
    walk.bound.add(row.reg);
    walk.reads.binds.add(walk.bound);
    walk.frames.push_back({at, at + instruction.b, false, walk.depth, row.reg, at});
    return std::nullopt;
  }

  Problem leave(Walk& walk, Index at) {
    const Frame frame = walk.frames.back();
    if (at != frame.last && !(frame.ends_early && frame.farthest_jump <= at)) {
      return problem("code", at, "`finish` before its block ends");
    }
    if (walk.depth != frame.depth + 1) return problem("code", at, "its block does not leave one answer");
    walk.frames.pop_back();
    if (frame.reg != 0) {
      walk.bindings[frame.reg] = kUnbound;
      walk.bound.remove(frame.reg);
    }
    return std::nullopt;
  }

  const Program& program_;
  std::vector<bool> is_in_block_;
  std::vector<Landing> landings_;  // for every instruction
  std::vector<Reads> calls_;       // those checked so far
};

}  // namespace

Problem check_code(const Program& program) { return CodeChecker(program).run(); }

}  // namespace spoor::verification
