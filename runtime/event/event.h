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
  std::span<const Value> values(Index slot) const { return slots_[slot].values; }

  struct ElementRange {
    Element begin = 0, end = 0;
  };
  // The elements of a scope that stand in one element of its parent scope.
  ElementRange elements(Index scope, Element parent) const;

  std::string_view record_text() const { return record_text_; }
  Arena& arena() { return arena_; }  // for values worked out of this record

 private:
  friend class Decoder;

  struct Slot {
    std::vector<Value> values;
    std::vector<Element> elements;  // one for each value, ascending; empty for slots of the record
    bool is_of_record = true;
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
  void add_value(Index slot, Element element, const Value& value);
  void add_element(Index scope);

  std::string_view record_text_;
  std::vector<Slot> slots_;
  std::vector<Scope> scopes_;
  std::vector<Index> touched_slots_;  // that hold values
  std::vector<Index> touched_scopes_;
  std::vector<Standing> standing_;  // the decoder's stack
  Arena arena_;
};

}  // namespace spoor
