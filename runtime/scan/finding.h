#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/program/program.h"
#include "lang/values/instant.h"
#include "lang/values/wide_hash.h"

namespace spoor {

// Where a record stands.
struct Place {
  std::uint32_t file = 0;    // in the order in which the files were walked
  std::uint64_t record = 0;  // from 1
};

// What took part in a finding of a rule with memory.
struct FindingMemory {
  struct Event {
    std::string id;
    Instant time;
    Place place;
  };
  std::string key;      // of its group, see tuple_key.h
  std::string measure;  // what the bound was compared with, a number; empty: nothing
  Instant from, to;
  std::vector<Event> events;  // in their order, the newest of them
  std::uint64_t event_count = 0;
  UnsignedWide identities = 0;  // of all events, a sum
};

// A rule that held for a record, with all that a report says of it.
struct Finding {
  Index rule = 0;
  std::optional<Instant> time;
  std::string time_text;  // as the record has it
  std::string account;    // whose log
  std::string event_id;
  Place place;
  std::string event;              // the record's source text
  std::string message;            // what the rule says of the record; empty: nothing but its title
  std::string fields;             // a JSON object, from `{` to `}`; empty: the rule has none
  std::string group;              // the values of the keys, of `dedup` or of the rule's memory, a JSON object; or empty
  std::vector<std::string> keys;  // what tells groups of `dedup` apart, see dedup_keys()
  std::uint64_t suppressed = 0;   // findings that `dedup` left out for this one
  std::vector<std::string> columns;  // texts of the Program's column outputs; several values joined, empty for none

  // Of a rule with memory: what took part. What stands above is then of the record that fired.
  using Memory = FindingMemory;
  std::optional<Memory> memory;

  // A hash of rule, time and the record's identity (its content where it has no event id), or, with memory, of the
  // group and all that took part; in 32 hexadecimal digits: the same for the same log however its files are cut.
  std::string id(const Program& program) const;
};

// Of one rule and one record that was delivered twice: account, event id and time are the same, however the time is
// written. A record without event id is never another's double.
bool is_double(const Finding& a, const Finding& b);

}  // namespace spoor
