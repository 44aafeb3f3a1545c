#include "runtime/state/group.h"

#include <algorithm>
#include <utility>

namespace spoor {

using Done = tl::expected<void, std::string>;

GroupCorrelation::GroupCorrelation(const Program& program, Options options)
    : program_(program),
      options_(std::move(options)),
      fire_([this](const Firing& firing) {
        ++counts_[firing.rule].firings;
        options_.fire(firing);
      }),
      correlators_(program.rules.size()),
      counts_(program.rules.size()) {}

Done GroupCorrelation::add(std::string_view item) {
  const TupleFront front = read_front(item);
  if (front.group != group_) {
    if (auto done = begin_group(front); !done) return done;
  }
  if (front.kind == TupleKind::saved) return load(front);
  const Tuple tuple = read_tuple(front, scratch_);
  StateCounts& counts = counts_[rule_];
  if (tuple.time < options_.times.begin) {
    ++counts.late;
    return {};
  }
  if (tuple.time >= options_.times.limit) {
    if (auto done = evaluate_rest(); !done) return done;
    ++counts.held;
    return options_.keep ? options_.keep(item) : Done();
  }
  if (tuple.time != time_) identities_.clear();
  time_ = tuple.time;
  if (!options_.keeps_doubles && !tuple.id.empty() && !identities_.add(tuple.identity)) {
    ++counts.doubles;
    return {};
  }
  advance(tuple, item);
  return {};
}

void GroupCorrelation::advance(const Tuple& tuple, std::string_view item) {
  ++tuples_;
  if (correlator_->deadline() <= tuple.time) correlator_->expire(tuple.time, fire_);
  correlator_->advance(tuple, item, fire_);
}

Done GroupCorrelation::begin_group(const TupleFront& front) {
  if (auto done = end_group(); !done) return done;
  group_.assign(front.group);
  rule_ = front.rule;
  key_ = std::string_view(group_).substr(group_.size() - front.key.size());
  auto& correlator = correlators_[rule_];
  if (!correlator) correlator = make_correlator(program_, rule_);
  correlator_ = correlator.get();
  correlator_->clear();
  has_memory_ = is_evaluated_ = false;
  tuples_ = 0;
  time_ = kLongAgo;
  identities_.clear();
  return {};
}

Done GroupCorrelation::load(const TupleFront& front) {
  const bool is_first = !has_memory_ && !is_evaluated_ && tuples_ == 0;
  if (!is_first || !correlator_->load(front.rest)) {
    return tl::unexpected("what `" + std::string(program_.rule_name(rule_)) + "` remembered cannot be read");
  }
  has_memory_ = true;
  return {};
}

// What is known of the time before the limit is known: waits end, and what is left is kept.
Done GroupCorrelation::evaluate_rest() {
  if (std::exchange(is_evaluated_, true)) return {};
  const Time now = std::min(options_.times.limit, options_.times.end);
  if (correlator_->deadline() <= now) correlator_->expire(now, fire_);
  counts_[rule_].pending += correlator_->pending();
  if (!options_.keep) return {};
  scratch_.clear();
  correlator_->save(options_.times.limit, scratch_);
  if (scratch_.empty()) return {};
  std::string item;
  append_saved(rule_, key_, scratch_, item);
  return options_.keep(item);
}

Done GroupCorrelation::end_group() {
  if (correlator_ == nullptr) return {};
  if (auto done = evaluate_rest(); !done) return done;
  StateCounts& counts = counts_[rule_];
  counts.tuples += tuples_;
  if (tuples_ > 0) counts.add_key(key_, tuples_);
  if (tuples_ > 0 || has_memory_) ++counts.keys;
  return {};
}

Done GroupCorrelation::finish() {
  auto done = end_group();
  correlator_ = nullptr;
  return done;
}

}  // namespace spoor
