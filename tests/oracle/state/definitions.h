#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/runtime/state/memory_rule.h"

namespace spoor::oracle {

// The meaning of rules with memory, from the words of the manual: lists of records, looked through again and again.
// Nothing of it is shared with the engine.

__extension__ using Number = __int128;
__extension__ using Identity = unsigned __int128;

struct Event {
  std::int64_t time = 0;  // nanoseconds
  std::uint64_t steps = 1;
  std::vector<std::string> texts;
  Number sum = 0;  // millionths
  Identity identity = 0;
  std::uint64_t number = 0;  // tells records apart
};

struct Found {
  std::int64_t time = 0, from = 0, to = 0;
  std::vector<std::uint64_t> records;  // the newest hundred
  std::uint64_t count = 0;
  Identity identities = 0;
  std::vector<std::optional<std::uint64_t>> step_records;  // kinds with steps
  std::optional<Number> measure;

  auto key() const { return std::tie(time, from, to, records, count, identities, step_records, measure); }
  bool operator==(const Found& other) const { return key() == other.key(); }
  bool operator<(const Found& other) const { return key() < other.key(); }
};

std::string to_text(const Found& found);

// What holds for the records of one key, each once and in their order, if time goes on to `end`.
std::vector<Found> evaluate(const test::MemoryRule& rule, const std::vector<Event>& events, std::int64_t end);

// The operators with steps.
std::vector<Found> sequence(const test::MemoryRule& rule, const std::vector<Event>& events, std::int64_t end);
std::vector<Found> together(const test::MemoryRule& rule, const std::vector<Event>& events);

// A Found of these records, in their order.
Found found_of(const std::vector<Event>& events, const std::vector<std::size_t>& records);

}  // namespace spoor::oracle
