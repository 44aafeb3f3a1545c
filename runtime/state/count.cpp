#include "runtime/state/operators.h"
#include "runtime/state/window_correlator.h"

namespace spoor {

namespace {

class Count : public WindowCorrelator {
 public:
  using WindowCorrelator::WindowCorrelator;

 protected:
  bool holds(const WindowTotals& totals) const override { return reaches(measure(totals), state_.row.bound); }
  Wide measure(const WindowTotals& totals) const override { return static_cast<Wide>(totals.count) * kMillion; }
};

}  // namespace

std::unique_ptr<Correlator> make_count(const RuleState& state) { return std::make_unique<Count>(state); }

}  // namespace spoor
