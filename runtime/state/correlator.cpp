#include "runtime/state/correlator.h"

namespace spoor {

void Correlator::expire(Time, const Fire&) {}
Time Correlator::deadline() const { return kNever; }
std::uint64_t Correlator::pending() const { return 0; }

}  // namespace spoor
