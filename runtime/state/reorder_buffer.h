#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/state/spans.h"

namespace spoor {

// Tuples that came in any order, given back by time; of one time by their bytes, so that those of a key are together.
class ReorderBuffer {
 public:
  void add(Time time, std::string_view bytes);

  bool empty() const { return moments_.empty(); }
  Time first_time() const { return moments_.begin()->first; }  // REQUIRES: not empty
  std::string take_first();                                    // REQUIRES: not empty

 private:
  struct Moment {
    std::vector<std::string> tuples;
    bool is_sorted = false;  // descending: the first is taken from the end
  };

  std::map<Time, Moment> moments_;  // none is empty
};

}  // namespace spoor
