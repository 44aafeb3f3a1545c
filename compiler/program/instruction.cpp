#include "compiler/program/instruction.h"

namespace spoor {

namespace {

constexpr OpcodeInfo kOpcodes[] = {
#define OPCODE(id, kind, a, b, pops, pushes, sentence) \
  {#id, OpcodeKind::kind, OperandKind::a, OperandKind::b, pops, pushes, sentence},
#include "compiler/program/opcodes.def"
#undef OPCODE
};

}  // namespace

std::span<const OpcodeInfo> opcodes() { return kOpcodes; }

}  // namespace spoor
