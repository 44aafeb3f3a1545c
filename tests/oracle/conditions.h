#pragma once

#include <string>
#include <vector>

#include "tests/oracle/paths.h"
#include "tests/oracle/random.h"
#include "tests/oracle/value_tests.h"

namespace spoor::oracle {

// Texts of conditions that ask what some of the records can answer.
class Conditions {
 public:
  Conditions(Random& random, const std::vector<std::string>& records)
      : random_(random), paths_(random, records), tests_(random, paths_) {}

  std::string next(int depth);  // of so many levels of junctions and quantifiers

  std::string value(int depth);  // of calls in one another
  std::string emit();            // the clause

  // Lists, tables, params and defs that the conditions use.
  static std::string items();

 private:
  std::string quantified(int depth);
  std::string test(int depth);
  std::string test_by_chance(int depth);
  std::string test_of_call();
  std::string test_of_pair();
  std::string path() { return paths_.next().path; }

  Random& random_;
  Paths paths_;
  ValueTests tests_;
};

}  // namespace spoor::oracle
