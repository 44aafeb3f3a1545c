#pragma once

#include <optional>
#include <vector>

#include "runtime/scan/finding.h"
#include "runtime/state/tuple.h"

namespace spoor {

// How far the time of a log has come. A record that is over a day ahead of every other one does not move it: its clock
// is wrong.
class Newest {
 public:
  struct Stamp {
    Time time = 0;
    Place place;
  };

  void add(const Stamp& stamp);  // outside of the years 2000 to 2100 it counts for latest() alone
  // `before`: what its records' numbers do not count.
  void add(const Newest& other, std::uint64_t before = 0);

  // Nothing if there was no record with such a time.
  std::optional<Time> time() const;
  // Of all times, whatever they are.
  std::optional<Time> latest() const { return latest_; }
  // The record that did not count.
  std::optional<Stamp> ahead() const;

  // All that it knows: with add() of each another one knows the same.
  std::vector<Stamp> stamps() const;

 private:
  std::optional<Time> latest_;
  std::optional<Stamp> first_, second_;  // of different times, the later one first
};

}  // namespace spoor
