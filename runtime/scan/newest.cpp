#include "runtime/scan/newest.h"

#include <algorithm>
#include <utility>

#include "runtime/scan/firing_finding.h"

namespace spoor {

namespace {

constexpr Time kDay = kSecondsOfDay * kNanosecondsOfSecond;

bool stands_before(const Place& a, const Place& b) { return std::pair(a.file, a.record) < std::pair(b.file, b.record); }

}  // namespace

void Newest::add(const Stamp& stamp) {
  latest_ = std::max(latest_.value_or(stamp.time), stamp.time);
  if (!has_sane_time(to_instant(stamp.time))) return;
  if (first_ && stamp.time == first_->time) {
    if (stands_before(stamp.place, first_->place)) first_ = stamp;
  } else if (!first_ || stamp.time > first_->time) {
    second_ = first_;
    first_ = stamp;
  } else if (!second_ || stamp.time > second_->time ||
             (stamp.time == second_->time && stands_before(stamp.place, second_->place))) {
    second_ = stamp;
  }
}

void Newest::add(const Newest& other, std::uint64_t before) {
  if (other.latest_) latest_ = std::max(latest_.value_or(*other.latest_), *other.latest_);
  for (auto stamp : {other.first_, other.second_}) {
    if (!stamp) continue;
    stamp->place.record += before;
    add(*stamp);
  }
}

std::optional<Time> Newest::time() const {
  if (!first_) return std::nullopt;
  return ahead() ? second_->time : first_->time;
}

std::optional<Newest::Stamp> Newest::ahead() const {
  if (!second_ || Wide{first_->time} - second_->time <= kDay) return std::nullopt;
  return first_;
}

std::vector<Newest::Stamp> Newest::stamps() const {
  std::vector<Stamp> out;
  if (first_) out.push_back(*first_);
  if (second_) out.push_back(*second_);
  return out;
}

}  // namespace spoor
