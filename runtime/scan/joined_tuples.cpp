#include "runtime/scan/joined_tuples.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "runtime/scan/tuple_outputs.h"

namespace spoor {

namespace {

using Done = tl::expected<void, std::string>;

bool is_one_place(const Tuple& a, const Tuple& b) { return a.file == b.file && a.record == b.record; }

// What either says; they never differ in what both say.
std::string joined_outputs(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return std::string(a.empty() ? b : a);
  TupleOutputs made = read_outputs(a);
  const TupleOutputs more = read_outputs(b);
  if (made.group.empty()) made.group = more.group;
  if (made.keys.empty()) made.keys = more.keys;
  if (made.columns.empty()) made.columns = more.columns;
  if (made.forwarded.empty()) made.forwarded = more.forwarded;
  for (std::size_t i = 0; i < std::min(made.values.size(), more.values.size()); ++i) {
    if (!made.values[i]) made.values[i] = more.values[i];
  }
  std::string out;
  append_outputs(made, out);
  return out;
}

}  // namespace

Done JoinedTuples::add(std::string_view item) {
  const TupleFront front = read_front(item);
  if (plan_.level(front.rule) == 0 || front.kind == TupleKind::saved) {
    if (auto done = hand_on(); !done) return done;
    return take_(item);
  }
  Held held{std::string(item), {}, {}};
  const Time time = read_tuple(read_front(held.bytes), held.scratch).time;
  if (!held_.empty() && (front.group != group_ || time != time_)) {
    if (auto done = hand_on(); !done) return done;
  }
  if (held_.empty()) group_ = front.group, time_ = time;
  held_.push_back(std::move(held));
  return {};
}

Done JoinedTuples::hand_on() {
  Done done;
  if (held_.size() == 1) {
    done = take_(held_[0].bytes);
  } else if (!held_.empty()) {
    for (Held& held : held_) held.tuple = read_tuple(read_front(held.bytes), held.scratch);
    for (const Joined& one : joined()) {
      if (done) done = take_(one.bytes);
      for (const std::size_t other : one.doubles) {
        if (done) done = take_(held_[other].bytes);
      }
    }
  }
  held_.clear();
  return done;
}

// In the order of tuples. A double follows the one that it is a double of, so that this one counts.
std::vector<JoinedTuples::Joined> JoinedTuples::joined() const {
  std::vector<std::size_t> order(held_.size());
  std::iota(order.begin(), order.end(), 0);
  const auto place = [&](std::size_t i) {
    const Tuple& tuple = held_[i].tuple;
    return std::tuple(tuple.identity, tuple.file, tuple.record, i);
  };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
  std::vector<Joined> made;
  for (std::size_t begin = 0; begin < order.size();) {
    const Tuple& tuple = held_[order[begin]].tuple;
    const bool has_doubles = !keeps_doubles_ && !tuple.id.empty();
    std::size_t end = begin;
    StepSet steps = 0;
    for (; end < order.size() && held_[order[end]].tuple.identity == tuple.identity; ++end) {
      if (!has_doubles && !is_one_place(held_[order[end]].tuple, tuple)) break;
      steps |= held_[order[end]].tuple.steps;
    }
    made.push_back(join(order.data() + begin, order.data() + end, steps));
    begin = end;
  }
  std::sort(made.begin(), made.end(),
            [](const Joined& a, const Joined& b) { return std::pair(a.rank, a.first) < std::pair(b.rank, b.first); });
  return made;
}

JoinedTuples::Joined JoinedTuples::join(const std::size_t* begin, const std::size_t* end, StepSet steps) const {
  Joined made;
  made.first = *std::min_element(begin, end);
  Tuple tuple = held_[made.first].tuple;
  tuple.steps = steps;
  const StepSet taken = steps & plan_.taken_steps(tuple.rule);
  made.rank = tuple.rank = taken == 0 ? Tuple::kLastRank : static_cast<std::uint8_t>(__builtin_ctzll(taken));
  std::string outputs(tuple.outputs);
  const Tuple* last_double = nullptr;
  for (const std::size_t* at = begin; at != end; ++at) {
    const Tuple& other = held_[*at].tuple;
    if (*at == made.first) continue;
    if (is_one_place(other, tuple)) {
      outputs = joined_outputs(outputs, other.outputs);
      if (tuple.event.empty()) tuple.event = other.event;
      continue;
    }
    // Of the tuples of a double one is left, which is dropped and counted.
    if (last_double == nullptr || !is_one_place(*last_double, other)) made.doubles.push_back(*at);
    last_double = &other;
  }
  tuple.outputs = outputs;
  append_tuple(tuple, made.bytes);
  return made;
}

}  // namespace spoor
