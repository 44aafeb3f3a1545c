#include "compiler/logic/solver.h"

#include <algorithm>

namespace spoor::logic {

bool Solver::may_hold(std::vector<ConditionId> conditions) {
  taken_.clear();
  facts_.clear();
  undo_.clear();
  return branch(std::move(conditions), {});
}

// Takes what must hold, then the choices that leave one way, then tries each way of one of the others.
bool Solver::branch(std::vector<ConditionId> pending, std::vector<ConditionId> choices) {
  if (!take_all(pending, choices)) return false;
  if (steps_ < 0) return true;
  if (choices.empty()) return elements_may_hold();
  std::size_t best = 0, fewest = SIZE_MAX;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const std::size_t ways = formulas_.get_if<Either>(choices[i])->of.size();
    if (ways < fewest) best = i, fewest = ways;
  }
  const ConditionId choice = choices[best];
  choices.erase(choices.begin() + static_cast<std::ptrdiff_t>(best));
  for (const ConditionId option : formulas_.get_if<Either>(choice)->of) {
    const std::size_t mark = undo_.size();
    if (branch({option}, choices)) return true;
    undo_to(mark);
    if (steps_ < 0) return true;
  }
  return false;
}

// False: they do not go together. Choices that hold, or leave one way, are gone then.
bool Solver::take_all(std::vector<ConditionId>& pending, std::vector<ConditionId>& choices) {
  for (;;) {
    while (!pending.empty()) {
      if (--steps_ < 0) return true;
      const ConditionId id = pending.back();
      pending.pop_back();
      if (const auto* every = formulas_.get_if<Every>(id)) {
        pending.insert(pending.end(), every->of.begin(), every->of.end());
      } else if (formulas_.get_if<Either>(id) != nullptr) {
        choices.push_back(id);
      } else if (!take(id, pending)) {
        return false;
      }
    }
    std::vector<ConditionId> open;
    for (const ConditionId choice : choices) {
      std::vector<ConditionId> ways;
      bool holds = false;
      for (const ConditionId option : formulas_.get_if<Either>(choice)->of) {
        if (--steps_ < 0) return true;
        const Status found = status(option);
        holds = holds || found == Status::holds;
        if (holds) break;
        if (found == Status::open) ways.push_back(option);
        if (ways.size() > 1 && steps_ < 0) return true;
      }
      if (holds) continue;
      if (ways.empty()) return false;
      if (ways.size() == 1) {
        pending.push_back(ways[0]);
      } else {
        open.push_back(choice);
      }
    }
    choices = std::move(open);
    if (pending.empty()) return true;
  }
}

bool Solver::take(ConditionId literal, std::vector<ConditionId>& pending) {
  if (const bool* truth = formulas_.get_if<bool>(literal)) return *truth;
  if (const auto* has = formulas_.get_if<Has>(literal)) return take_some(*has, pending);
  if (const auto* any = formulas_.get_if<Any>(literal)) {
    taken_[any->operand].some_that.push_back(literal);
    undo_.push_back({List::some_that, any->operand, literal});
    return take_some({any->operand, PredicateId::always}, pending);
  }
  if (formulas_.get_if<Fact>(literal) != nullptr) return take_fact(literal, true, pending);
  const ConditionId negated = formulas_.get_if<NotThat>(literal)->of;
  if (const auto* has = formulas_.get_if<Has>(negated)) return take_no(*has);
  if (const auto* any = formulas_.get_if<Any>(negated)) {
    taken_[any->operand].none_that.push_back(negated);
    undo_.push_back({List::none_that, any->operand, negated});
    return true;
  }
  return take_fact(negated, false, pending);
}

bool Solver::is_single(OperandId id) const {
  const Operand& operand = formulas_[id];
  return operand.is_single || (assumptions_.has_one_value && operand.is_field_of_schema);
}

// Whether it goes with what is taken that some value satisfies the predicate.
bool Solver::some_goes(const Has& has) {
  for (const OperandId parent : formulas_[has.operand].parents) {
    const auto at = taken_.find(parent);
    if (at == taken_.end()) continue;
    const auto& no = at->second.no;
    if (std::find(no.begin(), no.end(), PredicateId::always) != no.end()) return false;
  }
  const auto at = taken_.find(has.operand);
  if (at == taken_.end()) return !predicates_.surely_none({has.predicate});
  std::vector<PredicateId> of_one = {has.predicate};
  for (const PredicateId no : at->second.no) of_one.push_back(predicates_.negation(no));
  if (is_single(has.operand)) of_one.insert(of_one.end(), at->second.some.begin(), at->second.some.end());
  steps_ -= static_cast<int>(of_one.size());
  return !predicates_.surely_none(std::move(of_one));
}

bool Solver::no_goes(const Has& has) {
  if (has.predicate == PredicateId::always) {
    for (const auto& [id, taken] : taken_) {
      --steps_;
      const auto& parents = formulas_[id].parents;
      if (!taken.some.empty() && std::find(parents.begin(), parents.end(), has.operand) != parents.end()) return false;
    }
  }
  const auto at = taken_.find(has.operand);
  if (at == taken_.end() || at->second.some.empty()) return true;
  const Taken& taken = at->second;
  std::vector<PredicateId> none = {predicates_.negation(has.predicate)};
  for (const PredicateId no : taken.no) none.push_back(predicates_.negation(no));
  steps_ -= static_cast<int>(none.size() + taken.some.size());
  if (is_single(has.operand)) {
    none.insert(none.end(), taken.some.begin(), taken.some.end());
    return !predicates_.surely_none(std::move(none));
  }
  const PredicateId no_other = predicates_.conjunction(std::move(none));
  return std::none_of(taken.some.begin(), taken.some.end(), [&](PredicateId some) {
    return predicates_.surely_none({some, no_other});
  });
}

void Solver::add(List list, OperandId operand, PredicateId predicate) {
  Taken& taken = taken_[operand];
  (list == List::some ? taken.some : taken.no).push_back(predicate);
  undo_.push_back({list, operand, {}});
}

bool Solver::take_some(const Has& has, std::vector<ConditionId>& pending) {
  if (!some_goes(has)) return false;
  add(List::some, has.operand, has.predicate);
  const ConditionId needs = formulas_[has.operand].needs;
  if (needs != kAlways) pending.push_back(needs);
  return true;
}

bool Solver::take_no(const Has& has) {
  if (!no_goes(has)) return false;
  add(List::no, has.operand, has.predicate);
  return true;
}

bool Solver::take_fact(ConditionId fact, bool value, std::vector<ConditionId>& pending) {
  const auto [at, is_new] = facts_.try_emplace(fact, value);
  if (!is_new) return at->second == value;
  undo_.push_back({List::fact, {}, fact});
  if (value) pending.push_back(formulas_.get_if<Fact>(fact)->implied);
  return true;
}

// Of a way of a choice, as far as one look tells.
Solver::Status Solver::status(ConditionId literal) {
  const auto contains = [](const auto& list, const auto& item) {
    return std::find(list.begin(), list.end(), item) != list.end();
  };
  const auto* negated = formulas_.get_if<NotThat>(literal);
  const ConditionId test = negated != nullptr ? negated->of : literal;
  if (const auto* has = formulas_.get_if<Has>(test)) {
    const auto at = taken_.find(has->operand);
    const bool is_known = at != taken_.end();
    if (negated == nullptr) {
      if (is_known && contains(at->second.some, has->predicate)) return Status::holds;
      return some_goes(*has) ? Status::open : Status::fails;
    }
    if (is_known && contains(at->second.no, has->predicate)) return Status::holds;
    return no_goes(*has) ? Status::open : Status::fails;
  }
  if (const auto* any = formulas_.get_if<Any>(test)) {
    const auto at = taken_.find(any->operand);
    if (at == taken_.end()) return Status::open;
    const bool holds = contains(at->second.some_that, test), fails = contains(at->second.none_that, test);
    if (!holds && !fails) return Status::open;
    return holds == (negated == nullptr) ? Status::holds : Status::fails;
  }
  if (formulas_.get_if<Fact>(test) != nullptr) {
    const auto at = facts_.find(test);
    if (at == facts_.end()) return Status::open;
    return at->second == (negated == nullptr) ? Status::holds : Status::fails;
  }
  return Status::open;
}

void Solver::undo_to(std::size_t mark) {
  for (; undo_.size() > mark; undo_.pop_back()) {
    const Undo& last = undo_.back();
    switch (last.list) {
      case List::some: taken_[last.operand].some.pop_back(); break;
      case List::no: taken_[last.operand].no.pop_back(); break;
      case List::some_that: taken_[last.operand].some_that.pop_back(); break;
      case List::none_that: taken_[last.operand].none_that.pop_back(); break;
      case List::fact: facts_.erase(last.fact); break;
    }
  }
}

bool Solver::elements_may_hold() {
  for (const auto& [operand, taken] : taken_) {
    if (taken.some_that.empty() && taken.none_that.empty()) continue;
    if (!elements_of(operand, taken)) return false;
    if (steps_ < 0) return true;
  }
  return true;
}

// Whether elements of the operand can be as bodies of quantifiers ask, and tests of what lies below them.
bool Solver::elements_of(OperandId id, const Taken& taken) {
  const std::uint32_t level =
      formulas_.get_if<Any>(taken.some_that.empty() ? taken.none_that[0] : taken.some_that[0])->level;
  const OperandId element = formulas_.path(level, {});
  std::vector<ConditionId> each, some;
  for (const PredicateId predicate : taken.some) some.push_back(formulas_.has(element, predicate));
  for (const PredicateId predicate : taken.no) {
    each.push_back(formulas_.has(element, predicates_.negation(predicate)));
  }
  for (const ConditionId any : taken.some_that) {
    const Any& node = *formulas_.get_if<Any>(any);
    if (node.level == level) some.push_back(node.body);
  }
  for (const ConditionId any : taken.none_that) {
    const Any& node = *formulas_.get_if<Any>(any);
    if (node.level == level) each.push_back(formulas_.negation(node.body));
  }
  // `p.k` is what the elements of `p` have as `k`.
  const Operand& whole = formulas_[id];
  for (const auto& [other, of_other] : taken_) {
    const Operand& below = formulas_[other];
    if (!whole.root || below.root != whole.root || below.steps.size() <= whole.steps.size() ||
        below.steps[whole.steps.size()].kind != PathStep::Kind::key ||
        std::find(below.parents.begin(), below.parents.end(), id) == below.parents.end()) {
      continue;
    }
    const auto first = below.steps.begin() + static_cast<std::ptrdiff_t>(whole.steps.size());
    const OperandId of_element = formulas_.path(level, {first, below.steps.end()});
    for (const PredicateId predicate : of_other.some) some.push_back(formulas_.has(of_element, predicate));
    for (const PredicateId predicate : of_other.no) {
      each.push_back(formulas_.negation(formulas_.has(of_element, predicate)));
    }
  }
  if (is_single(id) && !some.empty()) some = {formulas_.conjunction(std::move(some))};
  return std::all_of(some.begin(), some.end(), [&](ConditionId condition) {
    std::vector<ConditionId> of_one = each;
    of_one.push_back(condition);
    return Solver(formulas_, assumptions_, steps_).may_hold(std::move(of_one));
  });
}

}  // namespace spoor::logic
