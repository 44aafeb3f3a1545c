#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/state/saved_bytes.h"

namespace spoor {

// Names of logs, as findings show them, by Place::file. Of runs that continue those of all runs, each under its own
// number for ever, and forgotten when no finding can name it any more.
class LogNames {
 public:
  LogNames() = default;
  explicit LogNames(std::vector<std::string> names);

  // Its number: one more than that of the name before.
  std::uint32_t add(std::string name);
  std::uint32_t next() const { return next_; }

  // The empty text for one that was forgotten.
  const std::string& operator[](std::uint32_t file) const;

  // The latest time of the log's records: until it is set the name is forgotten with the next forget().
  void set_latest(std::uint32_t file, Time latest);
  // Forgets the names of logs whose records are all older.
  void forget(Time before);

  void append_to(std::string& out) const;
  // What append_to() wrote. Safe with any bytes.
  void read(SavedReader& in);

 private:
  struct Log {
    std::string name;
    Time latest = 0;
  };
  std::map<std::uint32_t, Log> logs_;
  std::uint32_t next_ = 0;
};

}  // namespace spoor
