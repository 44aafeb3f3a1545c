#pragma once

#include "runtime/state/correlator.h"
#include "runtime/state/newest_records.h"
#include "runtime/state/sliding_window.h"

namespace spoor {

inline constexpr Wide kMillion = 1'000'000;

// `count`, `distinct`, `sum` and `ratio`: fires where the bound holds of the window (t - W, t] and did not hold at the
// key's record before, or the window was empty before this record. What differs between them is what they override.
class WindowCorrelator : public Correlator {
 public:
  explicit WindowCorrelator(const RuleState& state) : state_(state) {}

  void clear() override;
  void advance(const Tuple& tuple, std::string_view bytes, const Fire& fire) override;
  void save(Time now, std::string& out) const override;
  bool load(std::string_view saved) override;

 protected:
  // What the tuple adds to the window's amount.
  virtual UnsignedWide amount_of(const Tuple&) const { return 0; }
  virtual bool holds(const WindowTotals& totals) const = 0;
  virtual Wide measure(const WindowTotals& totals) const = 0;

  // For what else an operator keeps of the window.
  virtual void forget_all() {}
  virtual void forget_before(Time) {}
  virtual void take(const Tuple&) {}
  virtual void save_from(Time, std::string&) const {}
  virtual void load_rest(SavedReader&) {}

  // A measure against the bound of the rule.
  bool reaches(Wide measured, Wide bound) const {
    return (state_.row.flags & StateRow::kAbove) != 0 ? measured > bound : measured >= bound;
  }

  const RuleState state_;

 private:
  void fire_at(const Tuple& tuple, const Fire& fire);

  SlidingWindow window_;
  NewestRecords newest_;
  bool held_ = false;  // at the record before
  Firing firing_;
};

}  // namespace spoor
