#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/state/tuple.h"
#include "tests/runtime/state/memory_rule.h"

namespace spoor::test {

inline constexpr Time kSecond = 1000 * kMillisecond;

// The bytes of a tuple at a second; with an id its identity is made of id and time.
inline std::string tuple_at(std::string_view key, Time seconds, std::string_view id, StepSet steps = 1,
                            std::uint8_t rank = 0, std::uint64_t record = 0) {
  Tuple tuple;
  tuple.rule = kMemoryRule;
  tuple.key = key;
  tuple.time = seconds * kSecond;
  tuple.steps = steps;
  tuple.rank = rank;
  tuple.id = id;
  tuple.record = record;
  WideHash hash;
  hash.add(id);
  hash.add(std::to_string(tuple.time + (id.empty() ? static_cast<Time>(record) : 0)));
  tuple.identity = hash.value();
  std::string out;
  append_tuple(tuple, out);
  return out;
}

inline std::vector<std::string> sorted(std::vector<std::string> items) {
  std::sort(items.begin(), items.end());
  return items;
}

}  // namespace spoor::test
