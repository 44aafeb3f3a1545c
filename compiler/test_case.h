#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lang/literal.h"
#include "lang/source.h"

namespace spoor {

// A rule's test, its samples looked up: what must happen when these records come.
struct TestCase {
  struct Feed {
    std::optional<Duration> at;  // from the test's start
    std::uint32_t repeat = 1;
    std::optional<Duration> every;
    std::string record;  // a JSON object
    std::string patch;   // a JSON merge patch of it; empty: none
  };

  // A row that a table has for this test alone, in front of its own.
  struct Mock {
    std::uint32_t table = 0;  // Program::tables; while rules are resolved a TableId
    Literal key;              // of the type of the table's keys
    std::string row;          // a JSON object
  };

  std::string rule;  // with its pack's name
  std::string name;
  Span span;
  bool fires = false;
  std::optional<std::uint64_t> times;  // exactly; else at least once
  std::vector<Mock> mocks;
  std::vector<Feed> feeds;
};

}  // namespace spoor
