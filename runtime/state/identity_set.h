#pragma once

#include <cstddef>
#include <vector>

#include "runtime/state/tuple.h"

namespace spoor {

// Which records were read, of a key and time: doubles stand at one time. Emptied at no cost, since most times have one.
class IdentitySet {
 public:
  void clear() {
    ++generation_;
    size_ = 0;
  }

  // False if it is there already.
  bool add(UnsignedWide identity);

 private:
  struct Place {
    UnsignedWide identity = 0;
    std::uint64_t generation = 0;  // before the current one: free
  };

  Place& place_of(UnsignedWide identity);
  void grow();

  std::vector<Place> places_;  // a power of two of them, or none
  std::size_t size_ = 0;
  std::uint64_t generation_ = 1;
};

}  // namespace spoor
