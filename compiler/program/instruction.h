#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace spoor {

enum class Opcode : std::uint8_t {
#define OPCODE(id, kind, a, b, pops, pushes, sentence) id,
#include "compiler/program/opcodes.def"
#undef OPCODE
};

enum class OpcodeKind : std::uint8_t { control, test };

// What an instruction's operand indexes; see opcodes.def.
enum class OperandKind : std::uint8_t {
  none,
  operand,
  loop,
  predicate,
  flag,
  skip,
  body,
  string,
  number_range,
  time_range,
  network,
  regex,
  set,
  other,
};

struct OpcodeInfo {
  std::string_view name;
  OpcodeKind kind;
  OperandKind a;
  OperandKind b;
  std::uint8_t pops;
  std::uint8_t pushes;
  std::string_view sentence;
};

std::span<const OpcodeInfo> opcodes();  // in the order of the enum
inline const OpcodeInfo& info(Opcode op) { return opcodes()[static_cast<std::size_t>(op)]; }

// Eight bytes: opcode, a 24-bit operand and a 32-bit operand.
struct Instruction {
  std::uint32_t op_and_a = 0;  // low 8 bits: opcode
  std::uint32_t b = 0;

  static constexpr std::uint32_t kMaxA = (1U << 24) - 1;

  static constexpr Instruction make(Opcode op, std::uint32_t a, std::uint32_t b) {
    return {static_cast<std::uint32_t>(op) | (a << 8), b};
  }
  constexpr Opcode op() const { return static_cast<Opcode>(op_and_a & 0xFF); }
  constexpr std::uint32_t a() const { return op_and_a >> 8; }

  friend constexpr auto operator<=>(const Instruction&, const Instruction&) = default;
};
static_assert(sizeof(Instruction) == 8);

}  // namespace spoor
