#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "compiler/program/program.h"
#include "runtime/json/scalar.h"
#include "runtime/json/tokens.h"
#include "runtime/json/value.h"

namespace spoor {

using Element = std::uint32_t;  // ordinal of a scope's element within the record, in document order, from 0

// The values that one record has for the paths of a Program. Reused from record to record without freeing memory. All
// views are valid until the next decode() on the same Event, and as long as the record's text.
class Event {
 public:
  explicit Event(const Program& program);

  // Values of a slot that belong to one element of its scope; the record itself is element 0 of scope 0.
  std::span<const Value> values(Index slot, Element element) const;
  // Those of all elements.
  std::span<const Value> values(Index slot) const {
    const Slot& row = slots_[slot];
    if (row.record != record_) return {};
    if (row.scoped != kNone) return scoped_[row.scoped].values;
    return row.count == 1 ? std::span(&row.first, 1) : std::span<const Value>(many_[slot]);
  }
  // The same of a slot that belongs to a scope, with the element of each value, ascending.
  std::span<const Element> elements_of_values(Index slot) const {
    const Slot& row = slots_[slot];
    return row.record == record_ ? scoped_[row.scoped].elements : std::span<const Element>();
  }
  // The slots that have values, in no order.
  std::span<const Index> filled_slots() const { return filled_slots_; }

  struct ElementRange {
    Element begin = 0, end = 0;
  };
  // The elements of a scope that stand in one element of its parent scope.
  ElementRange elements(Index scope, Element parent) const;

  std::string_view record_text() const { return record_text_; }
  Arena& arena() { return arena_; }  // for values worked out of this record

 private:
  friend class Decoder;

  // Most slots hold one value or none. What belongs to a record before this one is not cleared, but passed over.
  struct Slot {
    std::uint32_t record = 0;  // whose values these are
    std::uint32_t count = 0;
    Value first = Value::from_boolean(false);
    Index scoped = kNone;  // scoped_: where its values stand, if they belong to a scope's elements
  };
  struct ScopedValues {
    std::vector<Value> values;
    std::vector<Element> elements;  // one for each value, ascending
  };
  struct Scope {
    Index parent = kNone;
    std::vector<Element> parents;  // one for each element, ascending
    Element current = 0;           // while decoding: the element that is being read
  };
  // A node of the trie at which the value being read stands. Only where it was reached by the node's own step, not by
  // entering an array, do further `[n]` and `[*]` select from it.
  struct Standing {
    Index node;
    bool is_reached;
  };

  void clear();
  // A further value of the slot, to be written to. (It is written where it stays: handed on to a function it would go
  // through memory.)
  Value& new_value(Index slot, Element element) {
    Slot& row = slots_[slot];
    if (row.record == record_ || row.scoped != kNone) return further_value(row, slot, element);
    row.record = record_;
    row.count = 1;
    filled_slots_.push_back(slot);
    return row.first;
  }
  // The second value and all behind it, and those of a scope's elements.
  Value& further_value(Slot& row, Index slot, Element element);
  void add_element(Index scope);

  std::string_view record_text_;
  std::uint32_t record_ = 1;  // counts up; begins again after four billion
  std::vector<Slot> slots_;
  std::vector<std::vector<Value>> many_;  // by slot: its values, where it has more than one
  std::vector<ScopedValues> scoped_;
  std::vector<Scope> scopes_;
  std::vector<Index> filled_slots_;
  std::vector<Index> touched_scopes_;
  std::vector<Standing> standing_;  // the decoder's stack
  Arena arena_;
};

}  // namespace spoor
