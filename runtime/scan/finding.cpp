#include "runtime/scan/finding.h"

#include <fmt/format.h>

#include <tuple>

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
  hash.add(time_text);
  hash.add(account);
  hash.add(event_id.empty() ? event : event_id);
  return hash.text();
}

bool comes_before(const Finding& a, const Finding& b, const Program& program) {
  const auto key = [&program](const Finding& f) {
    return std::tuple(!f.time.has_value(), f.time.value_or(Instant{}), std::string_view(f.event_id),
                      program.rule_name(f.rule), std::string_view(f.account), std::string_view(f.event), f.place.file,
                      f.place.record);
  };
  return key(a) < key(b);
}

bool is_double(const Finding& a, const Finding& b) {
  return !a.event_id.empty() && a.rule == b.rule && a.time_text == b.time_text && a.event_id == b.event_id &&
         a.account == b.account;
}

}  // namespace spoor
