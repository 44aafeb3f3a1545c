#include <optional>

#include "runtime/state/operators.h"
#include "runtime/state/recent_values.h"
#include "runtime/state/tuple_values.h"

namespace spoor {

namespace {

// Fires where a value of the record was not read before with a time in [t - D, t], and the key's first record is at
// least `warmup` old. A key that was silent for longer than D starts anew.
class First : public Correlator {
 public:
  explicit First(const RuleState& state)
      : state_(state), warmup_(state.row.warmup == 0 ? 0 : span_of(state.row.warmup)) {}

  void clear() override;
  void advance(const Tuple& tuple, std::string_view bytes, const Fire& fire) override;
  void save(Time now, std::string& out) const override;
  bool load(std::string_view saved) override;

 private:
  void fire_at(const Tuple& tuple, std::string_view bytes, const Fire& fire);

  const RuleState state_;
  const Time warmup_;
  std::optional<Time> begin_;  // first record of the key
  Time last_ = 0;              // the one before
  RecentValues values_;
  Firing firing_;
};

void First::clear() {
  begin_.reset();
  values_.clear();
}

void First::advance(const Tuple& tuple, std::string_view bytes, const Fire& fire) {
  const Time start = time_before(tuple.time, state_.window);
  if (begin_ && last_ < start) begin_.reset();
  if (!begin_) begin_ = tuple.time;
  last_ = tuple.time;
  values_.forget_before(start);
  bool is_new = false;
  std::string_view left = tuple.values;
  while (const auto text = next_value_text(left)) is_new = values_.add(*text, tuple.time) || is_new;
  if (is_new && *begin_ <= time_before(tuple.time, warmup_)) fire_at(tuple, bytes, fire);
}

void First::fire_at(const Tuple& tuple, std::string_view bytes, const Fire& fire) {
  firing_.rule = state_.rule;
  firing_.key = tuple.key;
  firing_.time = firing_.from = firing_.to = tuple.time;
  firing_.records.assign(1, bytes);
  firing_.record_count = 1;
  firing_.identities = tuple.identity;
  fire(firing_);
}

void First::save(Time now, std::string& out) const {
  const Time start = time_before(now, state_.window);
  if (!begin_ || last_ < start) return;
  save_time(*begin_, out);
  save_time(last_, out);
  values_.save_from(start, out);
}

bool First::load(std::string_view saved) {
  SavedReader reader(saved);
  begin_ = reader.time();
  last_ = reader.time();
  values_.load(reader);
  if (reader.is_complete()) return true;
  clear();
  return false;
}

}  // namespace

std::unique_ptr<Correlator> make_first(const RuleState& state) { return std::make_unique<First>(state); }

}  // namespace spoor
