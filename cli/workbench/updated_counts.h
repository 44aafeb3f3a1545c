#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/workbench/test_runner.h"
#include "lang/source.h"

namespace spoor {

// Files in which the counts of tests `fires N` are what came of the tests.
struct UpdatedCounts {
  struct Change {
    const TestCase* test = nullptr;
    std::uint64_t before = 0, now = 0;
  };

  std::vector<Change> changes;    // in the order of the tests
  std::vector<SourceText> files;  // that change, whole
};

// Of tests that fired, but not as often as they say. One that was silent is left to fail.
UpdatedCounts update_counts(const std::vector<TestResult>& results, const Sources& sources);

}  // namespace spoor
