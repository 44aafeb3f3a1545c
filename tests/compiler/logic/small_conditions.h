#pragma once

#include <string>
#include <vector>

#include "tests/oracle/random.h"

namespace spoor::test {

// Conditions about a few paths and values, so that what one asks has often to do with what another asks.
class SmallConditions {
 public:
  explicit SmallConditions(oracle::Random& random) : random_(random) {}

  std::string next(int depth);

 private:
  std::string test(const std::string& value);
  std::string texts();
  std::string quantified(int depth);

  oracle::Random& random_;
  std::vector<std::string> variables_;
};

// Every record that these paths and values can make, and some that they make by chance alone.
std::vector<std::string> small_records();

// True of records in which fields of CloudTrail's schema have one value at most.
bool has_one_value(const std::string& record);

}  // namespace spoor::test
