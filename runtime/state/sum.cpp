#include "runtime/state/operators.h"
#include "runtime/state/tuple_values.h"
#include "runtime/state/window_correlator.h"

namespace spoor {

namespace {

class Sum : public WindowCorrelator {
 public:
  using WindowCorrelator::WindowCorrelator;

 protected:
  UnsignedWide amount_of(const Tuple& tuple) const override {
    return static_cast<UnsignedWide>(read_sum(tuple.values));
  }
  bool holds(const WindowTotals& totals) const override { return reaches(measure(totals), state_.row.bound); }
  Wide measure(const WindowTotals& totals) const override { return static_cast<Wide>(totals.amount); }
};

}  // namespace

std::unique_ptr<Correlator> make_sum(const RuleState& state) { return std::make_unique<Sum>(state); }

}  // namespace spoor
