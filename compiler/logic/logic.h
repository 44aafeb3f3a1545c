#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/closed.h"

namespace spoor {

// A condition in its normal form: what says the same in the same way is one.
enum class ConditionId : std::uint32_t {};

// What may be taken for granted of records beyond R1 to R9.
struct Assumptions {
  // A field of compiler/schema/cloudtrail.def has at most one value, as in records that AWS writes. To the language any
  // path may have several, so that `p == "a" and p == "b"` holds for `{"p": ["a", "b"]}`.
  bool has_one_value = false;
};

// What is taken of values that a site sets: lists without items, and whatever is asked of constants, such as
// `"*" in allowed`, stand for themselves or may be anything.
enum class SiteValues : std::uint8_t { as_they_stand, may_change };

// Reasons about conditions of one compilation or of several: values and tests are the same if they say the same,
// wherever they stand. Answers are sound: `true` is certain for every record, `false` may also mean that it did not
// find out. Every question takes a bounded number of steps.
//
// REQUIRES: trees, and the Sources that they were made from, outlive the Logic and do not change; they have no errors.
// Not thread-safe: answers are kept.
class Logic {
 public:
  explicit Logic(SiteValues site_values = SiteValues::as_they_stand);
  Logic(Logic&&) noexcept;
  Logic& operator=(Logic&&) noexcept;
  ~Logic();

  // A condition of a typed tree. In a quantifier's body its variable is one value: REQUIRES: then a condition that has
  // the quantifier in it was interned before.
  ConditionId intern(const ClosedTree& tree, NodeId condition);
  // That a value of a typed tree is there; the same holds of variables.
  ConditionId exists(const ClosedTree& tree, NodeId value);

  ConditionId truth(bool value);
  ConditionId negation(ConditionId condition);
  ConditionId conjunction(std::span<const ConditionId> operands);
  ConditionId conjunction(ConditionId a, ConditionId b);
  ConditionId disjunction(std::span<const ConditionId> operands);

  bool surely_never(ConditionId condition, Assumptions assumptions = {});
  bool surely_always(ConditionId condition, Assumptions assumptions = {});
  bool surely_implies(ConditionId a, ConditionId b, Assumptions assumptions = {});
  static bool is_same(ConditionId a, ConditionId b) { return a == b; }

  // True if the condition has so many tests that it was not looked into, or if a question about it was not answered
  // within the bound. Whether one such is true is open whatever the other answers were.
  bool gave_up(ConditionId condition) const;

  // What must all hold for it to hold.
  std::vector<ConditionId> conjuncts(ConditionId condition) const;

  // Texts of which a record must have one for the condition to hold: `eventName in ("A", "B")`.
  struct Anchor {
    std::uint32_t operand = 0;         // the value's
    std::optional<Function> function;  // of what it makes of the value: `base_name(eventName) == "A"`
    std::vector<std::string_view> texts;
  };
  std::vector<Anchor> anchors(ConditionId condition) const;

  // Values that it asks for, and those that are there where these are; sorted. One condition that sometimes holds
  // implies another one that sometimes does not only if the two have a value in common.
  std::vector<std::uint32_t> operands(ConditionId condition) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace spoor
