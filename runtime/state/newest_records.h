#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/state/correlator.h"
#include "runtime/state/rule_state.h"
#include "runtime/state/saved_bytes.h"

namespace spoor {

// The tuples that came last, as many as a Firing shows. Their bytes are kept in memory that is used again.
class NewestRecords {
 public:
  void clear() { count_ = 0; }
  void add(Time time, std::string_view bytes);

  // Those from `first` on, oldest first. Views are valid until the next call of add() or load().
  void append_from(Time first, std::vector<std::string_view>& out) const;

  void save_from(Time first, std::string& out) const;
  // REQUIRES: cleared.
  void load(SavedReader& reader);

 private:
  struct Record {
    Time time = 0;
    std::string bytes;
  };
  const Record& at(std::size_t age) const;  // 1: the newest

  std::vector<Record> records_;  // a ring once it is full
  std::size_t next_ = 0;         // where the next one goes
  std::size_t count_ = 0;
};

}  // namespace spoor
