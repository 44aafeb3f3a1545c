#include "runtime/state/operators.h"
#include "runtime/state/recent_values.h"
#include "runtime/state/tuple_values.h"
#include "runtime/state/window_correlator.h"

namespace spoor {

namespace {

class Distinct : public WindowCorrelator {
 public:
  using WindowCorrelator::WindowCorrelator;

 protected:
  bool holds(const WindowTotals& totals) const override { return reaches(measure(totals), state_.row.bound); }
  Wide measure(const WindowTotals&) const override { return static_cast<Wide>(values_.size()) * kMillion; }

  void forget_all() override { values_.clear(); }
  void forget_before(Time first) override { values_.forget_before(first); }
  void take(const Tuple& tuple) override {
    std::string_view left = tuple.values;
    while (const auto text = next_value_text(left)) values_.add(*text, tuple.time);
  }
  void save_from(Time first, std::string& out) const override { values_.save_from(first, out); }
  void load_rest(SavedReader& reader) override { values_.load(reader); }

 private:
  RecentValues values_;
};

}  // namespace

std::unique_ptr<Correlator> make_distinct(const RuleState& state) { return std::make_unique<Distinct>(state); }

}  // namespace spoor
