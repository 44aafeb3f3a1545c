#pragma once

#include <cstdint>
#include <string>

#include "runtime/state/ring.h"
#include "runtime/state/saved_bytes.h"

namespace spoor {

// What the records of a window come to. Sums are taken modulo 2^128, so that what was added can be taken away.
struct WindowTotals {
  std::uint64_t count = 0;
  UnsignedWide identities = 0;
  UnsignedWide amount = 0;  // of what its operator adds up
};

// A window that slides along with the records of a key. Memory is bounded by how many different times it holds.
class SlidingWindow {
 public:
  void clear();
  // REQUIRES: not before what was added last.
  void add(Time time, UnsignedWide identity, UnsignedWide amount);
  void forget_before(Time first);

  bool is_empty() const { return entries_.empty(); }
  Time first_time() const { return entries_.front().time; }  // REQUIRES: not empty
  Time last_time() const { return entries_.back().time; }    // REQUIRES: not empty
  const WindowTotals& totals() const { return totals_; }

  void save_from(Time first, std::string& out) const;
  // REQUIRES: cleared.
  void load(SavedReader& reader);

 private:
  struct Entry {  // the records of one time
    Time time = 0;
    WindowTotals totals;
  };

  void push(const Entry& entry);

  Ring<Entry> entries_;
  WindowTotals totals_;
};

}  // namespace spoor
