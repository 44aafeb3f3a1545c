#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/log/walk.h"
#include "runtime/state/tuple.h"

namespace spoor {

// The files that runs have read, so that the next one reads only what is new in them. A file is known by its real path;
// where time or size have changed its bytes tell.
class KnownFiles {
 public:
  struct File {
    std::uint64_t size = 0;         // of what was read, bytes on disk
    std::int64_t changed = 0;       // nanoseconds since 1970
    std::uint64_t digest = 0;       // of these bytes
    std::uint64_t last_record = 0;  // the last good one that was read; those up to it were
    Time latest = 0;                // of its records; 0: none had a time
  };

  // What a run reads of the logs that it was given.
  struct Choice {
    Walked logs;                               // without the files in which nothing is new
    std::vector<std::uint64_t> known_records;  // by file: those that were read already
    std::vector<std::int64_t> change_times;    // by file, before it is read
    std::uint64_t unchanged = 0;               // files
    std::vector<std::string> changed;          // paths of files that no longer begin as they did: they are read anew
  };
  Choice choose(Walked logs) const;

  // A file of Choice::logs was read. `begin`: the records of it that were known.
  void add(const WalkedFile& file, std::uint64_t begin, File read);

  // Forgets files that are gone and whose records nothing can depend on any more.
  void forget_gone(Time before);

  // Paths in their order, each without what it shares with the one before.
  void append_to(std::string& out) const;
  // False if the bytes are not those of append_to().
  bool read(std::string_view bytes);

 private:
  std::map<std::string, File, std::less<>> files_;  // by real path
};

}  // namespace spoor
