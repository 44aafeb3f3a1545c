#include "runtime/state/taken_steps.h"

#include "runtime/state/correlator.h"
#include "runtime/state/spans.h"

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
  while (!step.held.empty()) pop(step);
}

bool TakenSteps::can_take(std::size_t step, Time time) const {
  return step == 0 || (is_complete(step - 1) && steps_[step - 1].held.front().start >= window_start(time, window_));
}

void TakenSteps::take(std::size_t step, const Tuple& tuple, std::string_view bytes) {
  Step& own = steps_[step];
  while (!own.held.empty() && own.held.front().start < window_start(tuple.time, window_)) pop(own);
  if (is_complete(step)) pop(own);
  Held held;
  if (step == 0) {
    held.start = tuple.time;
    held.start_number = starts_++;
  } else {
    held.start = steps_[step - 1].held.front().start;
    held.start_number = start_number(step - 1);
    held.before = chain_of(step - 1);
    chains_.use(held.before);
  }
  held.identity = tuple.identity;
  held.record = records_.add(bytes);
  push(own, held);
}

void TakenSteps::push(Step& step, const Held& held) {
  forget_chain(step);
  step.identities += held.identity;
  step.held.push_back(held);
  if (step.held.size() <= Firing::kMaxRecords) return;
  Held& hidden = step.held[step.held.size() - 1 - Firing::kMaxRecords];
  if (hidden.record != RecordPool::kNone) records_.release(hidden.record);
  hidden.record = RecordPool::kNone;
}

void TakenSteps::pop(Step& step) {
  forget_chain(step);
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

ChainPool::Ref TakenSteps::chain_of(std::size_t step) {
  Step& own = steps_[step];
  if (own.chain != ChainPool::kNone) return own.chain;
  const Held& oldest = own.held.front();
  own.chain = chains_.add(oldest.before);
  Chain& chain = chains_[own.chain];
  chain.start = oldest.start;
  chain.start_number = oldest.start_number;
  chain.count += own.held.size();
  chain.identities += own.identities;
  for (std::size_t i = 0; i < own.held.size(); ++i) {
    if (own.held[i].record != RecordPool::kNone) chain.newest.push_back(own.held[i].record);
  }
  chain.last.push_back(own.held.back().record);
  chains_.seal(own.chain);
  return own.chain;
}

ChainPool::Ref TakenSteps::take_chain(std::size_t step) {
  const ChainPool::Ref chain = chain_of(step);
  chains_.use(chain);
  return chain;
}

// The oldest record of a step that is complete makes room for the next one in any case: without it the others are what
// the step still collects.
void TakenSteps::drop_chain(std::size_t step) {
  if (is_complete(step)) pop(steps_[step]);
}

void TakenSteps::keep_only(std::size_t step) {
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    if (i != step) clear(steps_[i]);
  }
}

bool TakenSteps::is_empty_from(Time first) const {
  for (const Step& step : steps_) {
    if (!step.held.empty() && step.held.back().start >= first) return false;
  }
  return true;
}

void TakenSteps::save_from(Time first, ChainWriter& writer, std::string& out) const {
  save_count(starts_, out);
  for (const Step& step : steps_) {
    std::size_t begin = 0;
    while (begin < step.held.size() && step.held[begin].start < first) ++begin;
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
    const std::size_t size = reader.length(1 + 16 + 8 + 1 + 1);
    reader.require(size <= steps_[i].repeat);
    for (std::size_t at = 0; at < size && !reader.has_failed(); ++at) {
      Held held;
      held.record = chains.next_record();
      held.identity = reader.wide();
      held.start = reader.time();
      held.start_number = reader.count();
      held.before = chains.next_chain();
      const bool is_shown = size - at <= Firing::kMaxRecords;
      reader.require((held.record != RecordPool::kNone) == is_shown && (held.before != ChainPool::kNone) == (i > 0));
      reader.require(held.before == ChainPool::kNone || chains_[held.before].last.size() == i);
      push(steps_[i], held);
    }
  }
}

}  // namespace spoor
