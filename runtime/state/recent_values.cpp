#include "runtime/state/recent_values.h"

#include <functional>

namespace spoor {

bool RecentValues::add(std::string_view text, Time time) {
  if (size_ >= buckets_.size()) grow();
  const std::size_t hash = std::hash<std::string_view>()(text);
  Number number = bucket_of(hash);
  while (number != kNobody && (nodes_[number].hash != hash || nodes_[number].text != text)) {
    number = nodes_[number].next;
  }
  const bool is_new = number == kNobody;
  if (is_new) {
    number = take_free();
    nodes_[number].text.assign(text);
    nodes_[number].hash = hash;
    nodes_[number].next = bucket_of(hash);
    bucket_of(hash) = number;
    ++size_;
  } else if (number == newest_) {
    nodes_[number].time = time;
    return false;
  } else {
    unlink(number);
  }
  nodes_[number].time = time;
  append(number);
  return is_new;
}

void RecentValues::forget_before(Time first) {
  while (oldest_ != kNobody && nodes_[oldest_].time < first) forget_oldest();
}

// By what is held, so that a key of few values is no dearer after one of many.
void RecentValues::clear() {
  while (oldest_ != kNobody) forget_oldest();
}

RecentValues::Number RecentValues::take_free() {
  if (free_ == kNobody) {
    nodes_.emplace_back();
    return static_cast<Number>(nodes_.size() - 1);
  }
  const Number number = free_;
  free_ = nodes_[number].next;
  return number;
}

void RecentValues::append(Number number) {
  nodes_[number].older = newest_;
  nodes_[number].newer = kNobody;
  (newest_ == kNobody ? oldest_ : nodes_[newest_].newer) = number;
  newest_ = number;
}

void RecentValues::unlink(Number number) {
  const Node& node = nodes_[number];
  (node.older == kNobody ? oldest_ : nodes_[node.older].newer) = node.newer;
  (node.newer == kNobody ? newest_ : nodes_[node.newer].older) = node.older;
}

void RecentValues::forget_oldest() {
  const Number number = oldest_;
  unlink(number);
  Number* place = &bucket_of(nodes_[number].hash);
  while (*place != number) place = &nodes_[*place].next;
  *place = nodes_[number].next;
  nodes_[number].next = free_;
  free_ = number;
  --size_;
}

void RecentValues::grow() {
  buckets_.assign(buckets_.empty() ? 4 : 2 * buckets_.size(), kNobody);
  for (Number number = oldest_; number != kNobody; number = nodes_[number].newer) {
    Number& bucket = bucket_of(nodes_[number].hash);
    nodes_[number].next = bucket;
    bucket = number;
  }
}

void RecentValues::save_from(Time first, std::string& out) const {
  Number begin = oldest_;
  std::size_t left = size_;
  for (; begin != kNobody && nodes_[begin].time < first; begin = nodes_[begin].newer) --left;
  save_count(left, out);
  for (; begin != kNobody; begin = nodes_[begin].newer) {
    save_text(nodes_[begin].text, out);
    save_time(nodes_[begin].time, out);
  }
}

void RecentValues::load(SavedReader& reader) {
  for (std::size_t left = reader.length(1 + 8); left > 0 && !reader.has_failed(); --left) {
    const std::string_view text = reader.text();
    const Time time = reader.time();
    reader.require(newest_ == kNobody || nodes_[newest_].time <= time);
    reader.require(add(text, time));
  }
}

}  // namespace spoor
