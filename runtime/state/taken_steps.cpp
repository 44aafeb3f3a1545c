#include "runtime/state/taken_steps.h"

#include <algorithm>

#include "runtime/state/correlator.h"

namespace spoor {

TakenSteps::TakenSteps(std::vector<std::uint32_t> repeats, Time window, RecordPool& records, ChainPool& chains)
    : window_(window), records_(records), chains_(chains), steps_(repeats.size()) {
  for (std::size_t i = 0; i < repeats.size(); ++i) steps_[i].repeat = repeats[i];
}

void TakenSteps::clear() {
  for (Step& step : steps_) clear(step);
  starts_ = 0;
}

void TakenSteps::clear(Step& step) {
  forget_chain(step);
  while (!step.held.empty()) pop(step);
}

// The first of those held, from `begin` on, that began at `start` or later; their number if there is none.
std::size_t TakenSteps::first_from(const Step& step, std::size_t begin, Time start) {
  while (begin < step.held.size() && step.held[begin].start < start) ++begin;
  return begin;
}

// Whether a chain that began at `start` or later waits for the next step.
bool TakenSteps::waits(const Step& step, Time start) const {
  if (step.is_full()) return step.held.front().start >= start;
  return step.chain != ChainPool::kNone && chains_[step.chain].start >= start;
}

bool TakenSteps::can_take(std::size_t step, Time time) const {
  const Time start = window_start(time, window_);
  if (step == 0 || waits(steps_[step - 1], start)) return true;
  const Step& own = steps_[step];
  return first_from(own, own.is_full() ? 1 : 0, start) < own.held.size();
}

bool TakenSteps::take(std::size_t step, const Tuple& tuple, std::string_view bytes) {
  Step& own = steps_[step];
  const Time start = window_start(tuple.time, window_);
  Held held = held_for(step, tuple.time);
  held.identity = tuple.identity;
  held.record = records_.add(bytes);
  const bool stays_full = own.is_full() && (own.repeat == 1 || own.held[1].start >= start);
  if (own.is_full() && !stays_full) chain_of(own);  // until the records held are a chain again
  if (own.is_full()) pop(own);
  while (!own.held.empty() && own.held.front().start < start) pop(own);
  push(own, held);
  if (own.is_full()) forget_chain(own);
  return own.is_full();
}

TakenSteps::Held TakenSteps::held_for(std::size_t step, Time time) {
  Held held;
  if (step == 0) {
    held.start = time;
    held.start_number = starts_++;
  } else if (waits(steps_[step - 1], window_start(time, window_))) {
    held.before = chain_of(steps_[step - 1]);
    held.start = chains_[held.before].start;
    held.start_number = chains_[held.before].start_number;
    chains_.use(held.before);
  }
  return held;
}

void TakenSteps::push(Step& step, const Held& held) {
  step.identities += held.identity;
  step.held.push_back(held);
  if (step.held.size() <= Firing::kMaxRecords) return;
  Held& hidden = step.held[step.held.size() - 1 - Firing::kMaxRecords];
  if (hidden.record != RecordPool::kNone) records_.release(hidden.record);
  hidden.record = RecordPool::kNone;
}

void TakenSteps::pop(Step& step) {
  const Held& oldest = step.held.front();
  step.identities -= oldest.identity;
  if (oldest.record != RecordPool::kNone) records_.release(oldest.record);
  if (oldest.before != ChainPool::kNone) chains_.release(oldest.before);
  step.held.pop_front();
}

void TakenSteps::forget_chain(Step& step) {
  if (step.chain != ChainPool::kNone) chains_.release(step.chain);
  step.chain = ChainPool::kNone;
}

ChainPool::Ref TakenSteps::chain_of(Step& step) {
  if (step.chain != ChainPool::kNone) return step.chain;
  const Held& oldest = step.held.front();
  step.chain = chains_.add(oldest.before);
  Chain& chain = chains_[step.chain];
  chain.start = oldest.start;
  chain.start_number = oldest.start_number;
  chain.count += step.held.size();
  chain.identities += step.identities;
  const std::size_t hidden = std::max(step.held.size(), Firing::kMaxRecords) - Firing::kMaxRecords;
  for (std::size_t i = hidden; i < step.held.size(); ++i) chain.newest.push_back(step.held[i].record);
  chain.last.push_back(step.held.back().record);
  chains_.seal(step.chain);
  return step.chain;
}

ChainPool::Ref TakenSteps::take_chain(std::size_t step) {
  const ChainPool::Ref chain = chain_of(steps_[step]);
  chains_.use(chain);
  return chain;
}

// The oldest record of a step that is complete makes room for the next one in any case: without it the others are what
// the step still collects.
void TakenSteps::drop_chain(std::size_t step) {
  forget_chain(steps_[step]);
  if (steps_[step].is_full()) pop(steps_[step]);
}

void TakenSteps::keep_only(std::size_t step) {
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    if (i != step) clear(steps_[i]);
  }
  if (!steps_[step].is_full()) forget_chain(steps_[step]);
}

bool TakenSteps::is_empty_from(Time first) const {
  for (const Step& step : steps_) {
    if (waits(step, first) || first_from(step, 0, first) < step.held.size()) return false;
  }
  return true;
}

// Of a chain of the records held nothing but them is needed.
void TakenSteps::save_from(Time first, ChainWriter& writer, std::string& out) const {
  save_count(starts_, out);
  for (const Step& step : steps_) {
    const bool has_older = !step.is_full() && waits(step, first);
    save_count(writer.number_of_chain(has_older ? step.chain : ChainPool::kNone), out);
    const std::size_t begin = first_from(step, 0, first);
    save_count(step.held.size() - begin, out);
    for (std::size_t i = begin; i < step.held.size(); ++i) {
      const Held& held = step.held[i];
      save_count(writer.number_of_record(held.record), out);
      save_wide(held.identity, out);
      save_time(held.start, out);
      save_count(held.start_number, out);
      save_count(writer.number_of_chain(held.before), out);
    }
  }
}

void TakenSteps::load(ChainReader& chains, SavedReader& reader) {
  starts_ = reader.count();
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    Step& step = steps_[i];
    step.chain = chains.next_chain();
    reader.require(step.chain == ChainPool::kNone || chains_[step.chain].last.size() == i + 1);
    const std::size_t size = reader.length(1 + 16 + 8 + 1 + 1);
    reader.require(size < step.repeat || (size == step.repeat && step.chain == ChainPool::kNone));
    for (std::size_t at = 0; at < size && !reader.has_failed(); ++at) {
      const bool is_shown = size - at <= Firing::kMaxRecords;
      push(step, load_held(i, at, is_shown, chains, reader));
    }
  }
}

TakenSteps::Held TakenSteps::load_held(std::size_t step, std::size_t at, bool is_shown, ChainReader& chains,
                                       SavedReader& reader) {
  Held held;
  held.record = chains.next_record();
  held.identity = reader.wide();
  held.start = reader.time();
  held.start_number = reader.count();
  held.before = chains.next_chain();
  reader.require((held.record != RecordPool::kNone) == is_shown);
  if (held.before == ChainPool::kNone) {
    reader.require(step == 0 || (at > 0 && held.start == kLongAgo));
  } else {
    reader.require(chains_[held.before].last.size() == step);
  }
  return held;
}

}  // namespace spoor
