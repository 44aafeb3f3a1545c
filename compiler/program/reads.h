#pragma once

#include <bit>
#include <cstdint>
#include <utility>
#include <vector>

#include "compiler/program/rows.h"

namespace spoor::verification {

// What a register holds: an element of this scope, or a value.
using Binding = Index;
inline constexpr Binding kUnbound = kNone;
inline constexpr Binding kValue = kNone - 1;

// A set of registers 1 to kMaxRegisters.
class RegisterSet {
 public:
  void add(std::uint32_t reg) { bits_ |= bit(reg); }
  void add(const RegisterSet& other) { bits_ |= other.bits_; }
  void remove(std::uint32_t reg) { bits_ &= ~bit(reg); }
  bool intersects(const RegisterSet& other) const { return (bits_ & other.bits_) != 0; }

 private:
  static std::uint64_t bit(std::uint32_t reg) { return std::uint64_t{1} << (reg - 1); }
  static_assert(kMaxRegisters == 64);

  std::uint64_t bits_ = 0;
};

// What working out a value or a condition needs of its surroundings, and does to them.
struct Reads {
  std::vector<std::pair<std::uint32_t, Binding>> registers;  // must be bound so by a loop around; each once
  RegisterSet binds;                                         // are overwritten by loops inside
  std::uint32_t call_depth = 0;                              // calls within calls

  // False if the register is already read as something else.
  bool add(std::uint32_t reg, Binding binding) {
    for (const auto& [known, as] : registers) {
      if (known == reg) return as == binding;
    }
    registers.emplace_back(reg, binding);
    return true;
  }
};

}  // namespace spoor::verification
