#include "runtime/state/correlator.h"

#include "lang/clause.h"
#include "runtime/state/operators.h"

namespace spoor {

void Correlator::expire(Time, const Fire&) {}
Time Correlator::deadline() const { return kNever; }
std::uint64_t Correlator::pending() const { return 0; }

std::unique_ptr<Correlator> make_correlator(const Program& program, Index rule) {
  const RuleState state(program, rule);
  switch (static_cast<StateKind>(state.row.kind)) {
    case StateKind::count: return make_count(state);
    case StateKind::distinct: return make_distinct(state);
    case StateKind::sum: return make_sum(state);
    case StateKind::ratio: return make_ratio(state);
    case StateKind::first: return make_first(state);
    case StateKind::spike: return make_spike(state);
    case StateKind::sequence: return make_sequence(state);
    case StateKind::together: return make_together(state);
  }
  return nullptr;
}

}  // namespace spoor
