#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/test_case.h"
#include "runtime/match/prepared.h"

namespace spoor {

// What came of a test.
struct TestResult {
  // A record that the test gave its rule, and what the rule's questions got from it.
  struct Seen {
    struct Part {
      std::string text;
      bool holds = false;
    };
    std::string record;
    bool matched = false;
    std::vector<Part> parts;
  };

  const TestCase* test = nullptr;
  bool has_passed = false;
  std::uint64_t fired = 0;
  double seconds = 0;
  std::string problem;     // why it could not run; empty if it could
  std::string summary;     // of a test that failed, of a rule with memory: how many records met which step; lines
  std::vector<Seen> seen;  // of a test that failed: the first records that speak against it
};

// Runs the tests, on `threads` threads. Results are in the order of the tests, which they point into. `order`: of their
// numbers, in which they are begun; empty: as they stand.
std::vector<TestResult> run_tests(const std::vector<TestCase>& tests,
                                  const std::shared_ptr<const PreparedProgram>& prepared, unsigned threads,
                                  const std::vector<std::size_t>& order = {});

}  // namespace spoor
