#include "runtime/state/buckets.h"

#include "runtime/state/spans.h"

namespace spoor {

namespace {

UnsignedWide square(std::uint64_t count) { return static_cast<UnsignedWide>(count) * count; }

}  // namespace

void Buckets::clear() {
  buckets_.clear();
  sum_ = squares_ = 0;
}

void Buckets::add(std::int64_t bucket, std::uint64_t count) {
  buckets_.push_back({bucket, count});
  sum_ += count;
  squares_ += square(count);
}

void Buckets::forget_before(std::int64_t current) {
  const std::int64_t first = time_before(current, span_);
  for (; !buckets_.empty() && buckets_.front().number < first; buckets_.pop_front()) {
    sum_ -= buckets_.front().count;
    squares_ -= square(buckets_.front().count);
  }
}

void Buckets::save_for(std::int64_t current, std::string& out) const {
  const std::int64_t first = time_before(current, span_);
  std::size_t begin = 0;
  while (begin < buckets_.size() && buckets_[begin].number < first) ++begin;
  save_count(buckets_.size() - begin, out);
  for (std::size_t i = begin; i < buckets_.size(); ++i) {
    save_time(buckets_[i].number, out);
    save_count(buckets_[i].count, out);
  }
}

void Buckets::load(std::int64_t current, SavedReader& reader) {
  for (std::size_t left = reader.length(8 + 1); left > 0 && !reader.has_failed(); --left) {
    const std::int64_t number = reader.time();
    const std::uint64_t count = reader.count();
    reader.require(number < current && count <= kMostRecords);
    reader.require(buckets_.empty() || buckets_.back().number < number);
    if (!reader.has_failed()) add(number, count);
  }
}

}  // namespace spoor
