#pragma once

#include <optional>

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

  void add(const Stamp& stamp);
  // `before`: what its records' numbers do not count.
  void add(const Newest& other, std::uint64_t before = 0);

  // Nothing if there was no record with a time.
  std::optional<Time> time() const;
  // The record that did not count.
  std::optional<Stamp> ahead() const;

  // The latest of all, and the latest of another time before it.
  const std::optional<Stamp>& first() const { return first_; }
  const std::optional<Stamp>& second() const { return second_; }

 private:
  std::optional<Stamp> first_, second_;  // of different times, the later one first
};

}  // namespace spoor
