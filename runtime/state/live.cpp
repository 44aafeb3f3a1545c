#include "runtime/state/live.h"

#include <algorithm>

namespace spoor {

LiveCorrelation::LiveCorrelation(const Program& program, Options options)
    : program_(program),
      options_(std::move(options)),
      fire_([this](const Firing& firing) {
        ++counts_[firing.rule].firings;
        options_.fire(firing);
      }),
      counts_(program.rules.size()),
      free_(program.rules.size()) {}

void LiveCorrelation::add(std::string_view bytes) {
  const TupleFront front = read_front(bytes);
  const Time time = read_tuple(front, scratch_).time;
  if (time < watermark_) {
    ++counts_[front.rule].late;
    return;
  }
  waiting_.add(time, bytes);
  see(time);
}

void LiveCorrelation::see(Time time) {
  const Time watermark = time_before(time, options_.lateness);
  if (watermark <= watermark_) return;
  watermark_ = watermark;
  evaluate_before(watermark_, watermark_);
}

void LiveCorrelation::finish(Time end) {
  watermark_ = kNever;
  evaluate_before(kNever, end);
}

// Tuples before `limit`, and waits that end by `end`, by time. A wait that ends with a tuple ends before it.
void LiveCorrelation::evaluate_before(Time limit, Time end) {
  while (true) {
    const bool has_tuple = !waiting_.empty() && waiting_.first_time() < limit;
    const Time next = has_tuple ? std::min(waiting_.first_time(), end) : end;
    if (!deadlines_.empty() && deadlines_.begin()->first.first <= next) {
      end_first_wait();
    } else if (has_tuple) {
      advance(waiting_.take_first());
    } else {
      return;
    }
  }
}

void LiveCorrelation::advance(std::string_view bytes) {
  const TupleFront front = read_front(bytes);
  const Tuple tuple = read_tuple(front, scratch_);
  if (front.group != last_group_ || tuple.time != last_time_) {
    identities_.clear();
    last_group_.assign(front.group);
    last_time_ = tuple.time;
  }
  StateCounts& counts = counts_[front.rule];
  if (!options_.keeps_doubles && !tuple.id.empty() && !identities_.add(tuple.identity)) {
    ++counts.doubles;
    return;
  }
  ++counts.tuples;
  Key& key = key_of(front, tuple.time);
  if (key.correlator->deadline() <= tuple.time) key.correlator->expire(tuple.time, fire_);
  key.correlator->advance(tuple, bytes, fire_);
  queue(key);
}

// From now on the one that was advanced last.
LiveCorrelation::Key& LiveCorrelation::key_of(const TupleFront& front, Time now) {
  const auto known = keys_.find(front.group);
  if (known != keys_.end()) {
    recent_.splice(recent_.end(), recent_, known->second.place);
    return known->second;
  }
  if (!keys_.empty() && keys_.size() >= options_.key_limit) let_go(*recent_.front(), now);
  const auto added = keys_.try_emplace(std::string(front.group)).first;
  Key& key = added->second;
  key.rule = front.rule;
  key.group = added->first;
  auto& free = free_[front.rule];
  if (free.empty()) free.push_back(make_correlator(program_, front.rule));
  key.correlator = std::move(free.back());
  free.pop_back();
  key.place = recent_.insert(recent_.end(), &key);
  ++counts_[front.rule].keys;
  return key;
}

// It is lost only if it remembered something that still matters.
void LiveCorrelation::let_go(Key& key, Time now) {
  saved_.clear();
  key.correlator->save(now, saved_);
  if (!saved_.empty()) ++counts_[key.rule].lost_keys;
  key.correlator->clear();
  queue(key);
  recent_.erase(key.place);
  free_[key.rule].push_back(std::move(key.correlator));
  keys_.erase(keys_.find(key.group));
}

void LiveCorrelation::end_first_wait() {
  const auto [place, key] = *deadlines_.begin();
  key->correlator->expire(place.first, fire_);
  queue(*key);
}

void LiveCorrelation::queue(Key& key) {
  const Time deadline = key.correlator->deadline();
  if (deadline == key.deadline) return;
  if (key.deadline != kNever) deadlines_.erase({key.deadline, key.group});
  if (deadline != kNever) deadlines_.emplace(std::pair(deadline, key.group), &key);
  key.deadline = deadline;
}

std::vector<StateCounts> LiveCorrelation::counts() const {
  std::vector<StateCounts> counts = counts_;
  for (const auto& [group, key] : keys_) counts[key.rule].pending += key.correlator->pending();
  return counts;
}

}  // namespace spoor
