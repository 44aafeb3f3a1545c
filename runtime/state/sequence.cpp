#include <algorithm>
#include <optional>

#include "runtime/state/operators.h"
#include "runtime/state/taken_steps.h"

namespace spoor {

namespace {

// Steps in order, within less than W from the first record to the last. What one record does: it is taken for the last
// of its steps that it can go on with, then it ends what a `not` forbids, then what `until` ends.
class Sequence : public Correlator {
 public:
  explicit Sequence(const RuleState& state);

  void clear() override;
  void advance(const Tuple& tuple, std::string_view bytes, const Fire& fire) override;
  void expire(Time now, const Fire& fire) override;
  Time deadline() const override;
  std::uint64_t pending() const override { return waits_.size(); }
  void save(Time now, std::string& out) const override;
  bool load(std::string_view saved) override;

 private:
  struct Absent {
    StepSet step = 0;
    std::size_t after = 0;  // taken step
  };

  struct Step {  // that took a record
    std::size_t number = 0;
    bool is_complete = false;  // with it
  };

  std::size_t last() const { return taken_.size() - 1; }
  std::optional<Step> take(const Tuple& tuple, std::string_view bytes);
  void wait_for_absence();
  void drop_waits();
  void end_all_but(const std::optional<Step>& step);
  void fire_chain(ChainPool::Ref chain, Time time, const Fire& fire);
  void load_waits(ChainReader& chains, SavedReader& reader);

  static std::vector<std::uint32_t> repeats_of(const RuleState& state);

  const RuleState state_;
  std::vector<std::size_t> step_numbers_;  // by taken step: in the rule
  std::vector<Absent> absent_;
  StepSet until_ = 0;
  bool ends_absent_ = false;  // `not` is the last step

  RecordPool records_;
  ChainPool chains_;
  TakenSteps taken_;
  // If `not` is the last step: chains that wait for their window to pass, by start. Here no chain dominates another.
  Ring<ChainPool::Ref> waits_;
  Firing firing_;
};

std::vector<std::uint32_t> Sequence::repeats_of(const RuleState& state) {
  std::vector<std::uint32_t> repeats;
  for (const StepRow& step : state.steps) {
    if (step.role == StepRole::taken) repeats.push_back(std::max(step.repeat, 1U));
  }
  return repeats;
}

Sequence::Sequence(const RuleState& state)
    : state_(state), chains_(records_), taken_(repeats_of(state), state.window, records_, chains_) {
  for (std::size_t i = 0; i < state.steps.size(); ++i) {
    const StepSet bit = 1ULL << i;
    switch (state.steps[i].role) {
      case StepRole::taken: step_numbers_.push_back(i); break;
      case StepRole::absent:
        if (!step_numbers_.empty()) absent_.push_back({bit, step_numbers_.size() - 1});
        break;
      case StepRole::until: until_ |= bit; break;
    }
  }
  ends_absent_ = !absent_.empty() && absent_.back().after == last();
}

void Sequence::clear() {
  taken_.clear();
  drop_waits();
}

void Sequence::drop_waits() {
  for (; !waits_.empty(); waits_.pop_front()) chains_.release(waits_.front());
}

void Sequence::advance(const Tuple& tuple, std::string_view bytes, const Fire& fire) {
  const std::optional<Step> step = take(tuple, bytes);
  if (step && step->number == last() && step->is_complete) {
    if (!ends_absent_) {
      const ChainPool::Ref chain = taken_.take_chain(last());
      fire_chain(chain, tuple.time, fire);
      chains_.release(chain);
      return clear();
    }
    wait_for_absence();
  }
  for (const Absent& absent : absent_) {
    if ((tuple.steps & absent.step) == 0) continue;
    if (absent.after == last()) {
      drop_waits();
    } else {
      taken_.drop_chain(absent.after);
    }
  }
  if ((tuple.steps & until_) != 0) end_all_but(step);
}

std::optional<Sequence::Step> Sequence::take(const Tuple& tuple, std::string_view bytes) {
  for (std::size_t i = taken_.size(); i > 0; --i) {
    if ((tuple.steps & (1ULL << step_numbers_[i - 1])) == 0 || !taken_.can_take(i - 1, tuple.time)) continue;
    return Step{i - 1, taken_.take(i - 1, tuple, bytes)};
  }
  return std::nullopt;
}

// Each start waits once.
void Sequence::wait_for_absence() {
  if (!waits_.empty() && chains_[waits_.back()].start_number == taken_.start_number(last())) return;
  waits_.push_back(taken_.take_chain(last()));
}

// A record is never both a step and the `until` of one chain.
void Sequence::end_all_but(const std::optional<Step>& step) {
  if (!step) return clear();
  taken_.keep_only(step->number);
  const bool waits = step->number == last() && step->is_complete && !waits_.empty();
  drop_waits();
  if (waits) wait_for_absence();
}

Time Sequence::deadline() const {
  return waits_.empty() ? kNever : time_after(chains_[waits_.front()].start, state_.window);
}

void Sequence::expire(Time now, const Fire& fire) {
  while (!waits_.empty() && deadline() <= now) {
    fire_chain(waits_.front(), deadline(), fire);
    chains_.release(waits_.front());
    waits_.pop_front();
  }
}

void Sequence::fire_chain(ChainPool::Ref ref, Time time, const Fire& fire) {
  const Chain& chain = chains_[ref];
  firing_.rule = state_.rule;
  firing_.time = firing_.to = time;
  firing_.from = chain.start;
  firing_.records.clear();
  for (const RecordPool::Slot slot : chain.newest) firing_.records.push_back(records_.bytes(slot));
  firing_.key = read_front(firing_.records.back()).key;
  firing_.record_count = chain.count;
  firing_.identities = chain.identities;
  firing_.step_records.assign(state_.steps.size(), {});
  for (std::size_t i = 0; i < chain.last.size(); ++i) {
    firing_.step_records[step_numbers_[i]] = records_.bytes(chain.last[i]);
  }
  fire(firing_);
}

void Sequence::save(Time now, std::string& out) const {
  const Time start = window_start(now, state_.window);
  if (waits_.empty() && taken_.is_empty_from(start)) return;
  ChainWriter writer(records_, chains_);
  std::string body;
  taken_.save_from(start, writer, body);
  save_count(waits_.size(), body);
  for (std::size_t i = 0; i < waits_.size(); ++i) save_count(writer.number_of_chain(waits_[i]), body);
  writer.append_to(out);
  out += body;
}

void Sequence::load_waits(ChainReader& chains, SavedReader& reader) {
  const std::size_t waits = reader.length(1);
  reader.require(waits == 0 || ends_absent_);
  for (std::size_t left = waits; left > 0 && !reader.has_failed(); --left) {
    const ChainPool::Ref chain = chains.next_chain();
    if (chain == ChainPool::kNone) return reader.fail();
    waits_.push_back(chain);
    reader.require(chains_[chain].last.size() == taken_.size());
  }
}

bool Sequence::load(std::string_view saved) {
  SavedReader reader(saved);
  ChainReader chains(reader, records_, chains_);
  taken_.load(chains, reader);
  load_waits(chains, reader);
  if (reader.is_complete()) return true;
  clear();
  return false;
}

}  // namespace

std::unique_ptr<Correlator> make_sequence(const RuleState& state) { return std::make_unique<Sequence>(state); }

}  // namespace spoor
