#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/state/spans.h"

namespace spoor {

// Tuples that came in any order, given back by time; of one time by their bytes, so that those of a key are together.
class ReorderBuffer {
 public:
  void add(Time time, std::string_view bytes);

  bool empty() const { return items_.empty(); }
  Time first_time() const { return items_.front().time; }  // REQUIRES: not empty
  std::string take_first();                                // REQUIRES: not empty

 private:
  struct Item {
    Time time = 0;
    std::string bytes;
  };
  static bool is_later(const Item& a, const Item& b);

  std::vector<Item> items_;  // a heap
};

}  // namespace spoor
