#include "runtime/scan/finding.h"

#include <fmt/format.h>

namespace spoor {

namespace {

// FNV-1a, 128 bits: stable, and wide enough that no two findings of a life time share an id.
class Hash {
 public:
  void add(std::string_view text) {
    for (const char c : text) step(static_cast<unsigned char>(c));
    step(0x1F);  // a boundary, so that "ab" + "c" is not "a" + "bc"
  }

  std::string text() const {
    return fmt::format("{:016x}{:016x}", static_cast<std::uint64_t>(state_ >> 64), static_cast<std::uint64_t>(state_));
  }

 private:
  __extension__ using Wide = unsigned __int128;
  static constexpr Wide kPrime = (static_cast<Wide>(1) << 88) + 0x13B;

  void step(unsigned char byte) { state_ = (state_ ^ byte) * kPrime; }

  Wide state_ = (static_cast<Wide>(0x6C62272E07BB0142ULL) << 64) + 0x62B821756295C58DULL;
};

}  // namespace

std::string Finding::id(const Program& program) const {
  Hash hash;
  hash.add(program.rule_name(rule));
  hash.add(time ? to_text(*time) : time_text);
  hash.add(account);
  hash.add(event_id.empty() ? event : event_id);
  return hash.text();
}

bool is_double(const Finding& a, const Finding& b) {
  return !a.event_id.empty() && a.rule == b.rule && a.event_id == b.event_id && a.account == b.account &&
         a.time == b.time && (a.time || a.time_text == b.time_text);
}

}  // namespace spoor
