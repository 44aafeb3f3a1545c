#include "runtime/scan/finding.h"

#include <fmt/format.h>

#include "lang/values/wide_hash.h"

namespace spoor {

std::string Finding::id(const Program& program) const {
  WideHash hash;
  hash.add(program.rule_name(rule));
  hash.add(time ? to_text(*time) : time_text);
  if (memory) {
    hash.add(memory->key);
    hash.add(std::to_string(memory->event_count));
    hash.add(fmt::format("{:x}.{:x}", static_cast<std::uint64_t>(memory->identities >> 64),
                         static_cast<std::uint64_t>(memory->identities)));
  } else {
    hash.add(account);
    hash.add(event_id.empty() ? event : event_id);
  }
  return fmt::format("{:016x}{:016x}", static_cast<std::uint64_t>(hash.value() >> 64),
                     static_cast<std::uint64_t>(hash.value()));
}

bool is_double(const Finding& a, const Finding& b) {
  return !a.memory && !a.event_id.empty() && a.rule == b.rule && a.event_id == b.event_id && a.account == b.account &&
         a.time == b.time && (a.time || a.time_text == b.time_text);
}

}  // namespace spoor
