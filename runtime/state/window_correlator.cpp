#include "runtime/state/window_correlator.h"

namespace spoor {

void WindowCorrelator::clear() {
  window_.clear();
  newest_.clear();
  held_ = false;
  forget_all();
}

void WindowCorrelator::advance(const Tuple& tuple, std::string_view bytes, const Fire& fire) {
  const Time start = window_start(tuple.time, state_.window);
  window_.forget_before(start);
  forget_before(start);
  const bool held = held_ && !window_.is_empty();
  window_.add(tuple.time, tuple.identity, amount_of(tuple));
  take(tuple);
  newest_.add(tuple.time, bytes);
  held_ = holds(window_.totals());
  if (held_ && !held) fire_at(tuple, fire);
}

void WindowCorrelator::fire_at(const Tuple& tuple, const Fire& fire) {
  firing_.rule = state_.rule;
  firing_.key = tuple.key;
  firing_.time = firing_.to = tuple.time;
  firing_.from = window_.first_time();
  firing_.records.clear();
  newest_.append_from(firing_.from, firing_.records);
  firing_.record_count = window_.totals().count;
  firing_.identities = window_.totals().identities;
  firing_.measure = measure(window_.totals());
  fire(firing_);
}

// Whether the bound held matters only as long as the window is not empty.
void WindowCorrelator::save(Time now, std::string& out) const {
  const Time start = window_start(now, state_.window);
  if (window_.is_empty() || window_.last_time() < start) return;
  save_count(held_ ? 1 : 0, out);
  window_.save_from(start, out);
  newest_.save_from(start, out);
  save_from(start, out);
}

bool WindowCorrelator::load(std::string_view saved) {
  SavedReader reader(saved);
  held_ = reader.count() != 0;
  window_.load(reader);
  newest_.load(reader);
  load_rest(reader);
  if (reader.is_complete() && !window_.is_empty()) return true;
  clear();
  return false;
}

}  // namespace spoor
