#pragma once

#include <vector>

#include "runtime/state/chains.h"
#include "runtime/state/ring.h"
#include "runtime/state/saved_chains.h"

namespace spoor {

// How far a key has come in the taken steps of a sequence. Of each step the last records are held, as many as it needs,
// each with the newest chain of the step before it at its time; when they are all there they are that step's chain. Its
// start dominates all older ones, so nothing else is kept.
class TakenSteps {
 public:
  // `repeats`: how many records each step needs.
  TakenSteps(std::vector<std::uint32_t> repeats, Time window, RecordPool& records, ChainPool& chains);

  std::size_t size() const { return steps_.size(); }
  void clear();

  // Whether a record of this time can be taken for the step: the first one, or one whose step before has a chain that
  // is still within the window.
  bool can_take(std::size_t step, Time time) const;
  // REQUIRES: can_take().
  void take(std::size_t step, const Tuple& tuple, std::string_view bytes);

  bool is_complete(std::size_t step) const { return steps_[step].held.size() == steps_[step].repeat; }
  std::uint64_t start_number(std::size_t step) const { return steps_[step].held.front().start_number; }
  // Kept for the caller, who releases it. REQUIRES: is_complete().
  ChainPool::Ref take_chain(std::size_t step);

  // The chain that waits for the step after it ends; what the step itself still collects stays.
  void drop_chain(std::size_t step);
  // All ends but what the step has brought together, which holds a record that came just now.
  void keep_only(std::size_t step);

  bool is_empty_from(Time first) const;
  // What began at `first` or later.
  void save_from(Time first, ChainWriter& writer, std::string& out) const;
  // REQUIRES: cleared.
  void load(ChainReader& chains, SavedReader& reader);

 private:
  struct Held {
    RecordPool::Slot record = RecordPool::kNone;  // kNone: so old that no Firing shows it
    UnsignedWide identity = 0;
    Time start = 0;  // of the chain that it goes on with, or its own
    std::uint64_t start_number = 0;
    ChainPool::Ref before = ChainPool::kNone;  // of the first step: none
  };
  struct Step {
    std::uint32_t repeat = 1;
    Ring<Held> held;
    UnsignedWide identities = 0;              // of those held
    ChainPool::Ref chain = ChainPool::kNone;  // once it was asked for, until the records held change
  };

  ChainPool::Ref chain_of(std::size_t step);
  void push(Step& step, const Held& held);
  void pop(Step& step);
  void forget_chain(Step& step);
  void clear(Step& step);

  const Time window_;
  RecordPool& records_;
  ChainPool& chains_;
  std::vector<Step> steps_;
  std::uint64_t starts_ = 0;  // how many records began one
};

}  // namespace spoor
