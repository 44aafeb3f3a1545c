#include <chrono>
#include <condition_variable>
#include <map>

#include "runtime/scan/scan.h"
#include "runtime/scan/worker.h"

namespace spoor {

namespace {

// Puts what workers find in the order of files: the front file's goes out at once, others wait in memory, and their
// workers wait when they hold much.
class InOrder {
 public:
  InOrder(Workload& workload, const std::function<bool(const Finding&)>& take, bool holds_all)
      : workload_(workload), take_(take), holds_all_(holds_all) {}

  bool add(Finding finding) {
    std::unique_lock lock(mutex_);
    const std::uint32_t file = finding.place.file;
    Waiting& waiting = files_[file];
    waiting.bytes += finding.event.size();
    waiting.findings.push_back(std::move(finding));
    if (holds_all_) return true;
    front_moved_.wait(lock, [&] { return file == front_ || waiting.bytes < kMaxWaiting || is_ended_; });
    if (file == front_) flush(waiting);
    return !is_ended_;
  }

  void finish(std::uint32_t file) {
    const std::lock_guard lock(mutex_);
    files_[file].is_finished = true;
    if (!holds_all_) advance();
    front_moved_.notify_all();
  }

  void flush_within(const TimeWindow& window) {
    for (auto& [file, waiting] : files_) {
      std::erase_if(waiting.findings, [&](const Finding& f) { return !is_within(window, f.time); });
      flush(waiting);
    }
  }

  std::uint64_t taken() const { return taken_; }

 private:
  static constexpr std::size_t kMaxWaiting = 8U << 20;  // bytes of records, a file

  struct Waiting {
    std::vector<Finding> findings;
    std::size_t bytes = 0;
    bool is_finished = false;
  };

  void flush(Waiting& waiting) {
    for (const Finding& finding : waiting.findings) {
      if (is_ended_) break;
      ++taken_;
      if (take_(finding)) continue;
      is_ended_ = true;
      workload_.end();
    }
    waiting.findings.clear();
    waiting.bytes = 0;
  }

  void advance() {
    while (true) {
      const auto front = files_.find(front_);
      if (front == files_.end()) return;
      flush(front->second);
      if (!front->second.is_finished) return;
      files_.erase(front);
      ++front_;
    }
  }

  Workload& workload_;
  const std::function<bool(const Finding&)>& take_;
  bool holds_all_;  // until the newest record is known
  std::mutex mutex_;
  std::condition_variable front_moved_;
  std::map<std::uint32_t, Waiting> files_;
  std::uint32_t front_ = 0;
  bool is_ended_ = false;
  std::uint64_t taken_ = 0;
};

}  // namespace

Report find(const ScanRequest& request, Progress& progress, const std::function<bool(const Finding&)>& take) {
  const auto start = std::chrono::steady_clock::now();
  Workload workload(request, progress);
  InOrder in_order(workload, take, request.window.is_relative());
  run_workers(workload, {[&](Finding finding) { return in_order.add(std::move(finding)); },
                         [&](std::uint32_t file) { in_order.finish(file); }});
  if (request.window.is_relative()) in_order.flush_within(resolved(request.window, workload.newest()));
  Report report = workload.take_report();
  report.findings = in_order.taken();
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

}  // namespace spoor
