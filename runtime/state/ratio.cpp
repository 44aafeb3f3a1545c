#include <algorithm>

#include "runtime/state/operators.h"
#include "runtime/state/window_correlator.h"

namespace spoor {

namespace {

constexpr StepSet kAboveLine = 1ULL << 1;  // the step of records that count above the line

class Ratio : public WindowCorrelator {
 public:
  using WindowCorrelator::WindowCorrelator;

 protected:
  UnsignedWide amount_of(const Tuple& tuple) const override { return (tuple.steps & kAboveLine) != 0 ? 1 : 0; }
  // Without dividing, so that nothing is rounded.
  bool holds(const WindowTotals& totals) const override {
    return totals.count >= state_.row.least &&
           reaches(above_line(totals) * kMillion,
                   static_cast<Wide>(state_.row.bound) * static_cast<Wide>(totals.count));
  }
  Wide measure(const WindowTotals& totals) const override {
    return above_line(totals) * kMillion / static_cast<Wide>(totals.count);
  }

 private:
  // Never more than the count, except where what was loaded says so.
  static Wide above_line(const WindowTotals& totals) {
    return static_cast<Wide>(std::min<UnsignedWide>(totals.amount, totals.count));
  }
};

}  // namespace

std::unique_ptr<Correlator> make_ratio(const RuleState& state) { return std::make_unique<Ratio>(state); }

}  // namespace spoor
