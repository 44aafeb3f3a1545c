#pragma once

#include "runtime/scan/finding.h"
#include "runtime/scan/state_plan.h"
#include "runtime/state/correlator.h"

namespace spoor {

// A firing as a finding. `event` is empty where tuples do not carry their records.
Finding finding_of(const Firing& firing, const Program& program, const StatePlan& plan);

// A tuple that is held for the case that its rule fires, and the step that takes it then.
struct Forwarded {
  StatePlan::Taker taker;
  std::string_view bytes;
};
// One of TupleOutputs::forwarded. Nothing if it is malformed, or for none of these.
std::optional<Forwarded> read_forwarded(std::string_view item, const std::vector<StatePlan::Taker>& takers);

// The tuples that the firing is to rules that take its rule's findings; those that no longer do get none. Safe with
// whatever a file holds.
std::vector<std::string> forwarded_tuples(const Firing& firing, const Program& program, const StatePlan& plan);

Instant to_instant(Time time);
Time to_time(const Instant& instant);  // what is beyond Time's ends is at them

// Whether records of this time may take part in rules with memory: in the years 2000 to 2100.
bool has_sane_time(const Instant& instant);

}  // namespace spoor
