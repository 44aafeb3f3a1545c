#pragma once

#include <deque>
#include <string>
#include <vector>

#include "runtime/match/index/rule_index.h"
#include "runtime/match/machine.h"

namespace spoor {

// Finds the rules that may hold for the record that a machine stands on. One for each thread.
class Candidates {
 public:
  Candidates(const RuleIndex& index, std::size_t rules);

  // Looks up the record's values, and tells the machine which of the predicates that the index answers hold.
  // REQUIRES: the machine has begun the record and asked nothing yet, and the candidates of the one before are taken.
  void find(Machine& machine);

  // Calls visit(rule) for each candidate, ascending, and forgets them.
  template <typename Visit>
  void take_each(Visit&& visit) {
    rules_.take_each(visit);
  }

 private:
  // What a string set off when it was looked up last, as many strings come again and again.
  struct Remembered {
    bool is_set = false;
    std::string text;
    std::vector<Trigger> triggers;
  };
  struct FieldState {
    FieldIndex::Scratch scratch;
    std::vector<Remembered> remembered;  // by hash; empty where looking up costs no more than remembering
  };

  void look_up(std::size_t field, const Value& value);
  Value folded_value(const Value& value);                      // a view into folded_
  std::size_t tell(Machine& machine, std::size_t told) const;  // of the triggers behind `told`; returns their end
  void choose();

  const RuleIndex& index_;
  std::deque<FieldState> fields_;
  RuleSet rules_;
  std::vector<Trigger> triggers_;  // of the record, in no order; some more than once
  std::string folded_;
};

}  // namespace spoor
