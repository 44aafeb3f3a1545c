#pragma once

#include <vector>

#include "runtime/state/chains.h"
#include "runtime/state/ring.h"
#include "runtime/state/saved_chains.h"
#include "runtime/state/spans.h"

namespace spoor {

// How far a key has come in the taken steps of a sequence. Of each step the last records are held, as many as it needs,
// each with the newest chain of the step before it at its time; when they are all there they are that step's chain. Its
// start dominates all older ones, so nothing else is kept.
//
// A step that needs several records goes on, once it has begun, even if what it began with waits no longer: then a
// record has no chain before it, and cannot be the first of those that the step needs.
class TakenSteps {
 public:
  // `repeats`: how many records each step needs.
  TakenSteps(std::vector<std::uint32_t> repeats, Time window, RecordPool& records, ChainPool& chains);

  std::size_t size() const { return steps_.size(); }
  void clear();

  // Whether a record of this time can be taken for the step: the first one, or one whose step before has a chain that
  // is still within the window, or one that has begun.
  bool can_take(std::size_t step, Time time) const;
  // True if the step has all its records with it. REQUIRES: can_take().
  bool take(std::size_t step, const Tuple& tuple, std::string_view bytes);

  // REQUIRES for both: take() made the step complete, and nothing was dropped since.
  std::uint64_t start_number(std::size_t step) const { return steps_[step].held.front().start_number; }
  // Kept for the caller, who releases it.
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
    Time start = kLongAgo;  // of the chain that it goes on with, or its own; without one it is of no use as the first
    std::uint64_t start_number = 0;
    ChainPool::Ref before = ChainPool::kNone;
  };
  struct Step {
    std::uint32_t repeat = 1;
    Ring<Held> held;
    UnsignedWide identities = 0;  // of those held
    // What waits for the next step. Of records that are held, all of them: once it was asked for. Else an older one
    // that they have not replaced yet.
    ChainPool::Ref chain = ChainPool::kNone;

    bool is_full() const { return held.size() == repeat; }
  };

  static std::size_t first_from(const Step& step, std::size_t begin, Time start);
  bool waits(const Step& step, Time start) const;
  ChainPool::Ref chain_of(Step& step);
  Held held_for(std::size_t step, Time time);
  Held load_held(std::size_t step, std::size_t at, bool is_shown, ChainReader& chains, SavedReader& reader);
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
