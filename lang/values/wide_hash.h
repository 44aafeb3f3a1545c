#pragma once

#include <cstdint>
#include <string_view>

namespace spoor {

__extension__ using UnsignedWide = unsigned __int128;

// FNV-1a, 128 bits: stable, and wide enough that no two texts of a life time share one.
class WideHash {
 public:
  void add(std::string_view text) {
    for (const char c : text) step(static_cast<unsigned char>(c));
    step(0x1F);  // a boundary, so that "ab" + "c" is not "a" + "bc"
  }

  UnsignedWide value() const { return state_; }

 private:
  static constexpr UnsignedWide kPrime = (static_cast<UnsignedWide>(1) << 88) + 0x13B;

  void step(unsigned char byte) { state_ = (state_ ^ byte) * kPrime; }

  UnsignedWide state_ = (static_cast<UnsignedWide>(0x6C62272E07BB0142ULL) << 64) + 0x62B821756295C58DULL;
};

}  // namespace spoor
