#include "runtime/scan/open_logs.h"

#include <algorithm>

namespace spoor {

void OpenLogs::add(const std::shared_ptr<SharedLog>& log) {
  const std::lock_guard lock(mutex_);
  logs_.push_back(log);
  changed_.notify_all();
}

void OpenLogs::remove(const std::shared_ptr<SharedLog>& log) {
  const std::lock_guard lock(mutex_);
  logs_.erase(std::remove(logs_.begin(), logs_.end(), log), logs_.end());
}

void OpenLogs::leave_files() {
  const std::lock_guard lock(mutex_);
  --at_files_;
  changed_.notify_all();
}

std::shared_ptr<SharedLog> OpenLogs::wait_for_one() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return !logs_.empty() || at_files_ == 0; });
  if (logs_.empty()) return nullptr;
  std::rotate(logs_.begin(), logs_.begin() + 1, logs_.end());  // the next one gets another
  return logs_.back();
}

}  // namespace spoor
