#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/log/walk.h"
#include "runtime/scan/scan.h"

namespace spoor::bench {

ScanRequest request_of(std::shared_ptr<const PreparedProgram> program, const Walked& logs, unsigned threads);

// A scan whose findings go nowhere.
Report scan_once(const ScanRequest& request);

// `spoor scan --quiet` with these arguments, as a process of its own.
struct SpoorRun {
  bool is_good = false;  // it ran, and ended with 0
  double seconds = 0;
  long peak_kilobytes = 0;
};
SpoorRun run_spoor(const std::string& spoor, const std::vector<std::string>& arguments);

// A process's peak memory begins with that of the one it was forked from. So between a large benchmark and what it
// measures stands a small process: this binary, called with this option and the words to run. It prints seconds and
// kilobytes, and ends as what it ran.
inline constexpr std::string_view kRunAlone = "--run-alone";
int run_alone(char** words);

}  // namespace spoor::bench
