#pragma once

#include <unordered_map>
#include <vector>

#include "compiler/logic/formulas.h"

namespace spoor::logic {

// Looks for a way in which conditions hold together. What is not known is taken as possible.
class Solver {
 public:
  // `steps`: how many it may still take; below zero it gives up, and says that they may hold.
  Solver(Formulas& formulas, Assumptions assumptions, int& steps)
      : formulas_(formulas), predicates_(formulas.predicates()), assumptions_(assumptions), steps_(steps) {}

  bool may_hold(std::vector<ConditionId> conditions);

 private:
  // What is taken as true of an operand.
  struct Taken {
    std::vector<PredicateId> some, no;              // value satisfies it
    std::vector<ConditionId> some_that, none_that;  // Any nodes
  };
  enum class List : std::uint8_t { some, no, some_that, none_that, fact };
  struct Undo {
    List list;
    OperandId operand;
    ConditionId fact;
  };
  enum class Status : std::uint8_t { open, holds, fails };

  bool branch(std::vector<ConditionId> pending, std::vector<ConditionId> choices);
  bool take_all(std::vector<ConditionId>& pending, std::vector<ConditionId>& choices);
  bool take(ConditionId literal, std::vector<ConditionId>& pending);
  bool take_some(const Has& has, std::vector<ConditionId>& pending);
  bool take_no(const Has& has);
  bool take_fact(ConditionId fact, bool value, std::vector<ConditionId>& pending);
  bool some_goes(const Has& has);
  bool no_goes(const Has& has);
  Status status(ConditionId literal);
  bool elements_may_hold();
  bool elements_of(OperandId operand, const Taken& taken);
  bool is_single(OperandId operand) const;
  void add(List list, OperandId operand, PredicateId predicate);
  void undo_to(std::size_t mark);

  Formulas& formulas_;
  Predicates& predicates_;
  Assumptions assumptions_;
  int& steps_;
  std::unordered_map<OperandId, Taken> taken_;
  std::unordered_map<ConditionId, bool> facts_;
  std::vector<Undo> undo_;
};

}  // namespace spoor::logic
