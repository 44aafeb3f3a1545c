#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>

#include "runtime/scan/shared_log.h"

namespace spoor {

// Where workers that have no file of their own any more find logs to take part in.
class OpenLogs {
 public:
  // `workers`: that have files of their own.
  explicit OpenLogs(std::size_t workers) : at_files_(workers) {}

  void add(const std::shared_ptr<SharedLog>& log);
  void remove(const std::shared_ptr<SharedLog>& log);  // if it is there
  // A worker has no more files.
  void leave_files();
  // A log that has parts for one more; waits. Null when no worker has files any more.
  std::shared_ptr<SharedLog> wait_for_one();

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::shared_ptr<SharedLog>> logs_;
  std::size_t at_files_;
};

}  // namespace spoor
