#pragma once

#include <compare>
#include <cstdint>
#include <optional>

#include "compiler/program/program.h"

namespace spoor {

// Values of a record that predicates ask about and that are looked up together.
enum class FieldSource : std::uint8_t {
  slot,         // index: slots; the values of all elements
  folded_slot,  // index: slots; the same, strings only, folded: what `lower(p)` gives
  operand,      // index: operands; closed calls
};

struct Field {
  FieldSource source = FieldSource::slot;
  Index index = 0;

  friend auto operator<=>(const Field&, const Field&) = default;
};

// The field that has all values of an operand. Of one that belongs to a quantifier's element it has those of the other
// elements, too. Nothing for what depends on more than the slot of an element.
std::optional<Field> field_of(const Program& program, Index operand);

// What finding the values of a field in tables tells of a predicate.
enum class Lookup : std::uint8_t {
  none,      // nothing
  presence,  // it does not hold if the field has no value
  some,      // it does not hold if it holds for no value of the field
  exact,     // it holds if and only if it holds for a value of the field
};
Lookup lookup_of(const Program& program, Index predicate);

}  // namespace spoor
