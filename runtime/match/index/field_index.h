#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/program/program.h"
#include "runtime/json/value.h"
#include "runtime/lookup/intervals.h"
#include "runtime/lookup/nested_keys.h"
#include "runtime/lookup/parts.h"
#include "runtime/lookup/patterns.h"
#include "runtime/lookup/postings.h"
#include "runtime/lookup/text_postings.h"

namespace spoor {

// All that is asked of the values of one field, laid out so that a value is looked at once for each kind of question,
// however many there are. A view into the Program. Immutable; a scratch belongs to one thread.
class FieldIndex {
 public:
  struct Question {
    Index predicate = 0;
    bool is_presence = false;  // only whether there is a value
    Trigger trigger = 0;
  };
  FieldIndex(const Program& program, const std::vector<Question>& questions);

  struct Scratch {
    PartsScratch parts;
    std::vector<std::uint32_t> found;
    Patterns::Scratch patterns;
  };
  void prepare(Scratch& scratch) const;

  // Appends what a value sets off.
  void find(const Value& value, Scratch& scratch, std::vector<Trigger>& out) const;

  // Whether there is more to do for a string than to hash it, so that it pays to remember what it set off.
  bool is_costly() const { return is_costly_; }

 private:
  struct Entries;
  void add(const Program& program, const Question& question, Entries& entries);
  void add_set(const Program& program, const SetRow& set, Trigger trigger, Entries& entries);
  void find_string(std::string_view text, Scratch& scratch, std::vector<Trigger>& out) const;
  void find_time(const Value& value, std::vector<Trigger>& out) const;

  std::vector<Trigger> present_, any_string_;  // set off by any value, by any string
  std::array<std::vector<Trigger>, 2> booleans_;
  TextPostings texts_;
  NestedKeys<BeginningOrder> beginnings_;
  NestedKeys<EndingOrder> endings_;
  NestedKeys<NetworkOrder> networks_;
  Intervals<NumberRange> numbers_;
  Intervals<TimeRange> times_;
  Parts parts_;
  Postings<std::string_view> part_triggers_;
  Patterns patterns_;
  bool is_costly_ = false;
};

}  // namespace spoor
