#include <algorithm>
#include <cmath>
#include <optional>

#include "runtime/state/buckets.h"
#include "runtime/state/newest_records.h"
#include "runtime/state/operators.h"

namespace spoor {

namespace {

constexpr Wide kMillion = 1'000'000;

// Buckets of `per`, aligned to the epoch. Fires at the first record of a bucket at which the count in it has reached
// the bound, which is worked out from the buckets of `over` before it, empty ones too, from the key's first bucket on;
// and the key's first record is at least `warmup` old. The key's first bucket has none before it, so it never fires.
class Spike : public Correlator {
 public:
  explicit Spike(const RuleState& state)
      : state_(state),
        per_(span_of(state.row.per)),
        span_(std::max<std::int64_t>(1, state.window / per_)),
        warmup_(state.row.warmup == 0 ? 0 : span_of(state.row.warmup)),
        before_(span_) {}

  void clear() override;
  void advance(const Tuple& tuple, std::string_view bytes, const Fire& fire) override;
  void save(Time now, std::string& out) const override;
  bool load(std::string_view saved) override;

 private:
  struct Bucket {
    std::int64_t number = 0;
    Time first = 0;  // record
    std::uint64_t count = 0;
    UnsignedWide identities = 0;
    bool has_fired = false;
  };

  std::int64_t bucket_of(Time time) const { return time / per_ - (time % per_ < 0 ? 1 : 0); }
  void open(std::int64_t number, Time first);
  bool is_high() const;
  bool is_above_deviations(Wide excess, Wide deviation_square) const;
  void fire_at(const Tuple& tuple, const Fire& fire);

  const RuleState state_;
  const Time per_;
  const std::int64_t span_;  // in buckets
  const Time warmup_;
  std::optional<Time> begin_;  // first record of the key
  Buckets before_;
  Bucket current_;
  NewestRecords newest_;
  Firing firing_;
};

void Spike::clear() {
  begin_.reset();
  before_.clear();
  current_ = {};
  newest_.clear();
}

void Spike::advance(const Tuple& tuple, std::string_view bytes, const Fire& fire) {
  const std::int64_t number = bucket_of(tuple.time);
  if (!begin_) {
    begin_ = tuple.time;
    open(number, tuple.time);
  } else if (number != current_.number) {
    before_.add(current_.number, current_.count);
    before_.forget_before(number);
    open(number, tuple.time);
  }
  ++current_.count;
  current_.identities += tuple.identity;
  newest_.add(tuple.time, bytes);
  if (current_.has_fired || *begin_ > time_before(tuple.time, warmup_) || !is_high()) return;
  current_.has_fired = true;
  fire_at(tuple, fire);
}

void Spike::open(std::int64_t number, Time first) {
  current_ = {};
  current_.number = number;
  current_.first = first;
  newest_.clear();
}

// With the sum S and the sum of squares Q over m buckets, the mean is S / m and the square of the deviation
// (m * Q - S * S) / (m * m): both sides are multiplied by m and by the millionths of the factor, and nothing is
// rounded.
bool Spike::is_high() const {
  const Wide buckets = current_.number - std::max(time_before(current_.number, span_), bucket_of(*begin_));
  if (buckets <= 0 || current_.count < state_.row.least) return false;
  const Wide count = static_cast<Wide>(current_.count) * buckets, sum = before_.sum();
  if ((state_.row.flags & StateRow::kDeviations) == 0) {
    Wide bound = 0;
    return !__builtin_mul_overflow(static_cast<Wide>(state_.row.bound), sum, &bound) && count * kMillion >= bound;
  }
  Wide many = 0, few = 0;
  if (__builtin_mul_overflow(buckets, before_.sum_of_squares(), &many) || __builtin_mul_overflow(sum, sum, &few)) {
    return false;  // more records than there can be
  }
  return is_above_deviations((count - sum) * kMillion, many - few);
}

// Whether excess >= factor * sqrt(deviation_square), on squares as far as they can be held.
bool Spike::is_above_deviations(Wide excess, Wide deviation_square) const {
  if (excess < 0) return false;
  const Wide factor = state_.row.bound;
  Wide left = 0, right = 0;
  if (!__builtin_mul_overflow(excess, excess, &left) &&
      !__builtin_mul_overflow(factor * factor, deviation_square, &right)) {
    return left >= right;
  }
  return static_cast<long double>(excess) >=
         static_cast<long double>(factor) * std::sqrt(static_cast<long double>(deviation_square));
}

void Spike::fire_at(const Tuple& tuple, const Fire& fire) {
  firing_.rule = state_.rule;
  firing_.key = tuple.key;
  firing_.time = firing_.to = tuple.time;
  firing_.from = current_.first;
  firing_.records.clear();
  newest_.append_from(kLongAgo, firing_.records);
  firing_.record_count = current_.count;
  firing_.identities = current_.identities;
  firing_.measure = static_cast<Wide>(current_.count) * kMillion;
  fire(firing_);
}

// A key's first record stays for ever: of a key that was silent for long the mean is low, and not unknown. Of the
// current bucket, if no more records can come to it, only the count is left.
void Spike::save(Time now, std::string& out) const {
  if (!begin_) return;
  const std::int64_t number = std::max(bucket_of(now), current_.number);
  const bool is_open = number == current_.number;
  save_time(*begin_, out);
  save_time(current_.number, out);
  before_.save_for(number, out);
  const bool is_needed = is_open || current_.number >= time_before(number, span_);
  save_count(is_needed ? current_.count : 0, out);
  if (!is_open) return;
  save_time(current_.first, out);
  save_wide(current_.identities, out);
  save_count(current_.has_fired ? 1 : 0, out);
  newest_.save_from(kLongAgo, out);
}

bool Spike::load(std::string_view saved) {
  SavedReader reader(saved);
  begin_ = reader.time();
  current_.number = reader.time();
  reader.require(bucket_of(*begin_) <= current_.number);
  before_.load(current_.number, reader);
  current_.count = reader.count();
  reader.require(current_.count <= Buckets::kMostRecords);
  if (!reader.has_failed() && !reader.is_complete()) {
    current_.first = reader.time();
    current_.identities = reader.wide();
    current_.has_fired = reader.count() != 0;
    newest_.load(reader);
  }
  if (reader.is_complete()) return true;
  clear();
  return false;
}

}  // namespace

std::unique_ptr<Correlator> make_spike(const RuleState& state) { return std::make_unique<Spike>(state); }

}  // namespace spoor
