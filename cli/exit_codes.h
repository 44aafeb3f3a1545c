#pragma once

namespace spoor {

// Fixed: scripts and CI hang on them.
enum ExitCode : int {
  kDone = 0,
  kFound = 1,       // something that was to fail the job; `find`: nothing matched
  kUnusable = 2,    // usage, rules that do not compile, no log at all
  kUnreadable = 3,  // done, but some input could not be read
  kInterrupted = 130,
};

}  // namespace spoor
