#pragma once

#include <memory>

#include "runtime/state/correlator.h"
#include "runtime/state/rule_state.h"

// The correlators, each in the file of its name.
namespace spoor {

std::unique_ptr<Correlator> make_count(const RuleState& state);
std::unique_ptr<Correlator> make_distinct(const RuleState& state);
std::unique_ptr<Correlator> make_sum(const RuleState& state);
std::unique_ptr<Correlator> make_ratio(const RuleState& state);
std::unique_ptr<Correlator> make_first(const RuleState& state);
std::unique_ptr<Correlator> make_spike(const RuleState& state);
std::unique_ptr<Correlator> make_sequence(const RuleState& state);
std::unique_ptr<Correlator> make_together(const RuleState& state);

}  // namespace spoor
