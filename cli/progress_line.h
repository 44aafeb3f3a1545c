#pragma once

#include <atomic>
#include <thread>

#include "runtime/scan/report.h"

namespace spoor {

// A line on the terminal for runs that take over a second: files, bytes, records a second, findings, time left. Nothing
// where standard error is no terminal. Gone when destroyed.
class ProgressLine {
 public:
  ProgressLine(const Progress& progress, bool is_wanted);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

 private:
  void run();

  const Progress& progress_;
  std::atomic<bool> is_done_{false};
  std::thread thread_;
};

}  // namespace spoor
