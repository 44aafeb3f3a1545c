#pragma once

#include <string>
#include <vector>

#include "tests/oracle/json.h"
#include "tests/oracle/random.h"

namespace spoor::oracle {

// A path as a condition writes it, and what a walk to it came by: no more than an example, absent where there is none.
struct Found {
  std::string path;
  Json example;
};

// Paths that mostly lead to where something stands in one of the records.
class Paths {
 public:
  Paths(Random& random, const std::vector<std::string>& records);

  Found next();

  // From here on paths may begin with a quantifier's variable, until it is left.
  void enter(Found variable) { variables_.push_back(std::move(variable)); }
  void leave() { variables_.pop_back(); }
  std::size_t variables() const { return variables_.size(); }

 private:
  void walk(Found& found);
  void enter_array(Found& found);
  std::string step_to(const std::string& key);
  std::string any_step();

  Random& random_;
  std::vector<Json> records_;
  std::vector<Found> variables_;
};

}  // namespace spoor::oracle
