#include <algorithm>
#include <vector>

#include "runtime/state/operators.h"
#include "runtime/state/record_pool.h"
#include "runtime/state/ring.h"
#include "runtime/state/saved_bytes.h"

namespace spoor {

namespace {

// Every step has as many records as it needs, all within less than W of each other, in any order. A record counts for
// each step that it meets. Of each step the newest records are held: they dominate older ones.
class Together : public Correlator {
 public:
  explicit Together(const RuleState& state);

  void clear() override;
  void advance(const Tuple& tuple, std::string_view bytes, const Fire& fire) override;
  void save(Time now, std::string& out) const override;
  bool load(std::string_view saved) override;

 private:
  struct Held {
    std::uint64_t number = 0;  // of the record, in the order in which they came
    Time time = 0;
    UnsignedWide identity = 0;
    RecordPool::Slot record = RecordPool::kNone;  // kNone: so old that no Firing shows it
  };
  struct Step {
    std::size_t number = 0;  // in the rule
    std::uint32_t repeat = 1;
    Ring<Held> held;
  };

  bool take(const Tuple& tuple, std::string_view bytes);
  void push(Step& step, const Held& held);
  void pop(Step& step);
  void end_all_before(std::uint64_t number);
  bool is_complete(Time start) const;
  std::vector<Held> held_from(Time first) const;
  void fire_at(const Tuple& tuple, const Fire& fire);
  std::vector<Held> load_records(SavedReader& reader);
  void load_steps(const std::vector<Held>& records, SavedReader& reader);

  const RuleState state_;
  StepSet until_ = 0;
  std::vector<Step> steps_;  // those taken
  std::uint64_t records_read_ = 0;
  RecordPool records_;
  Firing firing_;
};

Together::Together(const RuleState& state) : state_(state) {
  for (std::size_t i = 0; i < state.steps.size(); ++i) {
    switch (state.steps[i].role) {
      case StepRole::taken: steps_.push_back({i, std::max(state.steps[i].repeat, 1U), {}}); break;
      case StepRole::absent: break;  // only sequences have them
      case StepRole::until: until_ |= 1ULL << i; break;
    }
  }
}

void Together::clear() {
  end_all_before(records_read_);
  records_read_ = 0;
}

void Together::end_all_before(std::uint64_t number) {
  for (Step& step : steps_) {
    while (!step.held.empty() && step.held.front().number < number) pop(step);
  }
}

void Together::advance(const Tuple& tuple, std::string_view bytes, const Fire& fire) {
  const std::uint64_t number = records_read_++;
  if (take(tuple, bytes) && is_complete(window_start(tuple.time, state_.window))) {
    fire_at(tuple, fire);
    clear();
  } else if ((tuple.steps & until_) != 0) {
    end_all_before(number);
  }
}

// Whether the record meets a step.
bool Together::take(const Tuple& tuple, std::string_view bytes) {
  Held held{records_read_ - 1, tuple.time, tuple.identity, RecordPool::kNone};
  for (Step& step : steps_) {
    if ((tuple.steps & (1ULL << step.number)) == 0) continue;
    if (held.record == RecordPool::kNone) held.record = records_.add(bytes);
    push(step, held);
  }
  if (held.record == RecordPool::kNone) return false;
  records_.release(held.record);
  return true;
}

void Together::push(Step& step, const Held& held) {
  if (step.held.size() == step.repeat) pop(step);
  if (held.record != RecordPool::kNone) records_.use(held.record);
  step.held.push_back(held);
  if (step.held.size() <= Firing::kMaxRecords) return;
  Held& hidden = step.held[step.held.size() - 1 - Firing::kMaxRecords];
  if (hidden.record != RecordPool::kNone) records_.release(hidden.record);
  hidden.record = RecordPool::kNone;
}

void Together::pop(Step& step) {
  if (step.held.front().record != RecordPool::kNone) records_.release(step.held.front().record);
  step.held.pop_front();
}

bool Together::is_complete(Time start) const {
  for (const Step& step : steps_) {
    if (step.held.size() < step.repeat || step.held.front().time < start) return false;
  }
  return true;
}

// Each record once, in the order in which they came.
std::vector<Together::Held> Together::held_from(Time first) const {
  std::vector<Held> all;
  for (const Step& step : steps_) {
    for (std::size_t i = 0; i < step.held.size(); ++i) {
      if (step.held[i].time >= first) all.push_back(step.held[i]);
    }
  }
  // Where a step has hidden a record that another one shows, the one that shows it comes first.
  const auto place = [](const Held& held) { return std::pair(held.number, held.record == RecordPool::kNone); };
  std::sort(all.begin(), all.end(), [&](const Held& a, const Held& b) { return place(a) < place(b); });
  all.erase(std::unique(all.begin(), all.end(), [](const Held& a, const Held& b) { return a.number == b.number; }),
            all.end());
  return all;
}

void Together::fire_at(const Tuple& tuple, const Fire& fire) {
  const std::vector<Held> all = held_from(kLongAgo);
  firing_.rule = state_.rule;
  firing_.key = tuple.key;
  firing_.time = firing_.to = tuple.time;
  firing_.from = all.front().time;
  firing_.record_count = all.size();
  firing_.identities = 0;
  firing_.records.clear();
  for (std::size_t i = 0; i < all.size(); ++i) {
    firing_.identities += all[i].identity;
    if (all.size() - i <= Firing::kMaxRecords) firing_.records.push_back(records_.bytes(all[i].record));
  }
  firing_.step_records.assign(state_.steps.size(), {});
  for (const Step& step : steps_) firing_.step_records[step.number] = records_.bytes(step.held.back().record);
  fire(firing_);
}

void Together::save(Time now, std::string& out) const {
  const std::vector<Held> all = held_from(window_start(now, state_.window));
  if (all.empty()) return;
  save_count(all.size(), out);
  for (const Held& held : all) {
    save_time(held.time, out);
    save_wide(held.identity, out);
    save_text(held.record == RecordPool::kNone ? std::string_view() : records_.bytes(held.record), out);
  }
  // Of each step: how many it holds, and how far each stands behind the one before.
  for (const Step& step : steps_) {
    std::size_t begin = 0;
    while (begin < step.held.size() && step.held[begin].number < all.front().number) ++begin;
    save_count(step.held.size() - begin, out);
    std::size_t at = 0;
    for (std::size_t i = begin; i < step.held.size(); ++i) {
      const std::size_t before = at;
      while (all[at].number != step.held[i].number) ++at;
      save_count(at - before, out);
    }
  }
}

bool Together::load(std::string_view saved) {
  SavedReader reader(saved);
  const std::vector<Held> records = load_records(reader);
  records_read_ = records.size();
  load_steps(records, reader);
  for (const Held& held : records) {
    if (held.record != RecordPool::kNone) records_.release(held.record);
  }
  if (reader.is_complete()) return true;
  clear();
  return false;
}

std::vector<Together::Held> Together::load_records(SavedReader& reader) {
  std::vector<Held> records;
  for (std::size_t left = reader.length(8 + 16 + 1); left > 0 && !reader.has_failed(); --left) {
    Held held;
    held.number = records.size();
    held.time = reader.time();
    held.identity = reader.wide();
    const std::string_view bytes = reader.text();
    reader.require(bytes.empty() || RuleState::is_tuple(bytes));
    reader.require(records.empty() || records.back().time <= held.time);
    if (!bytes.empty() && !reader.has_failed()) held.record = records_.add(bytes);
    records.push_back(held);
  }
  return records;
}

void Together::load_steps(const std::vector<Held>& records, SavedReader& reader) {
  for (Step& step : steps_) {
    const std::size_t size = reader.length(1);
    reader.require(size <= step.repeat);
    std::uint64_t number = 0;
    for (std::size_t at = 0; at < size && !reader.has_failed(); ++at) {
      const std::uint64_t distance = reader.count();
      reader.require(distance < records.size() - number && (at == 0 || distance > 0));
      if (reader.has_failed()) return;
      number += distance;
      reader.require(records[number].record != RecordPool::kNone || size - at > Firing::kMaxRecords);
      if (!reader.has_failed()) push(step, records[number]);
    }
  }
}

}  // namespace

std::unique_ptr<Correlator> make_together(const RuleState& state) { return std::make_unique<Together>(state); }

}  // namespace spoor
