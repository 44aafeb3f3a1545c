#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "compiler/logic/logic.h"
#include "compiler/logic/predicates.h"
#include "lang/ast.h"

namespace spoor::logic {

// A set of values: of the record, of a quantifier's variable, or computed.
enum class OperandId : std::uint32_t {};

struct Operand {
  // Where a path begins: 0 the record, n the variable of the n-th quantifier around; nothing: computed.
  std::optional<std::uint32_t> root;
  std::vector<PathStep> steps;
  std::vector<OperandId> parents;  // shorter paths, which have a value where this one has
  ConditionId needs{};             // of a computed one: what holds where it has a value
  bool is_certain = false;         // it always has a value
  bool is_single = false;          // it never has two
  bool is_field_of_schema = false;

  bool is_variable() const { return root && *root > 0 && steps.empty(); }
};

struct Has {  // some value of the operand satisfies the predicate
  OperandId operand;
  PredicateId predicate;
};
struct Any {  // for some value of the operand, bound to the variable of this level, the body holds
  OperandId operand;
  std::uint32_t level;
  ConditionId body;
};
struct Fact {  // of which nothing is known but what it implies
  ConditionId implied;
};
struct NotThat {
  ConditionId of;  // no junction, no negation
};
struct Every {
  std::vector<ConditionId> of;
};
struct Either {
  std::vector<ConditionId> of;
};

using Formula = std::variant<Has, Any, Fact, NotThat, Every, Either, bool>;

inline constexpr ConditionId kNever{0}, kAlways{1};

// Conditions, each once: junctions are flat and sorted, negations stand at tests alone, tests of one operand are one
// where `some value` allows it.
class Formulas {
 public:
  Formulas();

  Predicates& predicates() { return predicates_; }
  const Predicates& predicates() const { return predicates_; }

  // `key` says what it is. `make` is asked for a new one.
  template <typename Make>
  OperandId operand(const std::string& key, Make make) {
    const auto known = operand_ids_.find(key);
    if (known != operand_ids_.end()) return known->second;
    Operand made = make();
    const auto id = static_cast<OperandId>(static_cast<std::uint32_t>(operands_.size()));
    operands_.push_back(std::move(made));
    operand_ids_.emplace(key, id);
    return id;
  }
  OperandId path(std::uint32_t root, const std::vector<PathStep>& steps);
  const Operand& operator[](OperandId id) const { return operands_[static_cast<std::size_t>(id)]; }

  ConditionId truth(bool value) const { return value ? kAlways : kNever; }
  ConditionId has(OperandId operand, PredicateId predicate);
  ConditionId any(OperandId operand, std::uint32_t level, ConditionId body);
  ConditionId fact(const std::string& key, ConditionId implied);
  ConditionId negation(ConditionId id);
  ConditionId conjunction(std::vector<ConditionId> operands) { return junction(std::move(operands), true); }
  ConditionId disjunction(std::vector<ConditionId> operands) { return junction(std::move(operands), false); }

  // What a condition asks of the variable of a level alone, if it asks nothing else.
  std::optional<PredicateId> predicate_of(ConditionId id, std::uint32_t level);

  const Formula& operator[](ConditionId id) const { return nodes_[static_cast<std::size_t>(id)]; }
  template <typename T>
  const T* get_if(ConditionId id) const {
    return std::get_if<T>(&(*this)[id]);
  }

 private:
  ConditionId intern(Formula node, const std::string& key);
  ConditionId junction(std::vector<ConditionId> operands, bool is_all);

  Predicates predicates_;
  std::deque<Operand> operands_;
  std::unordered_map<std::string, OperandId> operand_ids_;
  std::deque<Formula> nodes_;
  std::unordered_map<std::string, ConditionId> ids_;
};

}  // namespace spoor::logic
