#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "compiler/program/program.h"
#include "runtime/match/index/field.h"
#include "runtime/match/index/field_index.h"
#include "runtime/match/index/requirement.h"
#include "runtime/match/index/rule_set.h"

namespace spoor {

// Which rules may hold for a record, found from its values: no rule that could hold is left out, and most others are.
// Immutable; a view into the Program.
class RuleIndex {
 public:
  explicit RuleIndex(const Program& program);  // REQUIRES: verified

  // Fields in which values are looked up.
  struct IndexedField {
    Field field;
    FieldIndex index;
  };
  std::span<const IndexedField> fields() const { return fields_; }

  static constexpr std::uint32_t kNotIndexed = 0xFFFFFFFF;
  struct SlotFields {  // fields() that have a slot's values
    std::uint32_t exact = kNotIndexed, folded = kNotIndexed;
  };
  const SlotFields& of_slot(Index slot) const { return of_slot_[slot]; }
  // Those of calls, each behind the ones that it may ask.
  std::span<const std::uint32_t> computed() const { return computed_; }

  // What a trigger does. Many rules stand in a set, a few in a list.
  struct Effect {
    Index predicate = kNone;  // holds for the record
    std::vector<Index> candidates, refuted;
    std::optional<RuleSet> candidate_set, refuted_set;

    bool refutes() const { return !refuted.empty() || refuted_set; }
  };
  const Effect& effect(Trigger trigger) const { return effects_[trigger]; }

  // Candidates whatever the record has.
  const RuleSet* always() const { return always_ ? &*always_ : nullptr; }

  // Whether the predicate holds if and only if a trigger was set off that says so.
  bool answers(Index predicate) const { return is_answered_[predicate]; }

 private:
  struct Builder;

  std::vector<IndexedField> fields_;
  std::vector<SlotFields> of_slot_;
  std::vector<std::uint32_t> computed_;
  std::vector<Effect> effects_;
  std::optional<RuleSet> always_;
  std::vector<bool> is_answered_;
};

}  // namespace spoor
