#include <chrono>
#include <condition_variable>
#include <map>

#include "runtime/scan/finding_bytes.h"
#include "runtime/scan/outlet.h"
#include "runtime/scan/scan.h"
#include "runtime/scan/worker.h"
#include "runtime/sort/spill_sorter.h"

namespace spoor {

namespace {

// Puts what workers find in the order of files: the front file's goes out at once, others wait in memory, and their
// workers wait when they hold much.
class InOrder {
 public:
  InOrder(Workload& workload, const Outlet::Take& take) : workload_(workload), take_(take) {}

  bool add(const Finding& finding) {
    std::unique_lock lock(mutex_);
    const std::uint32_t file = finding.place.file;
    Waiting& waiting = files_[file];
    waiting.bytes += finding.event.size();
    waiting.findings.push_back(finding);
    front_moved_.wait(lock, [&] { return file == front_ || waiting.bytes < kMaxWaiting || is_ended_; });
    if (file == front_) flush(waiting);
    return !is_ended_;
  }

  void finish(std::uint32_t file) {
    const std::lock_guard lock(mutex_);
    files_[file].is_finished = true;
    advance();
    front_moved_.notify_all();
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
  const Outlet::Take& take_;
  std::mutex mutex_;
  std::condition_variable front_moved_;
  std::map<std::uint32_t, Waiting> files_;
  std::uint32_t front_ = 0;
  bool is_ended_ = false;
  std::uint64_t taken_ = 0;
};

// Both return how many records were taken.

std::uint64_t find_in_order(Workload& workload, const Outlet::Take& take) {
  InOrder in_order(workload, take);
  run_workers(workload, {[&](const Finding& finding) { return in_order.add(finding); },
                         [&](std::uint32_t file) { in_order.finish(file); }});
  return in_order.taken();
}

// Where the window hangs on the newest record, all are held, and spilled, until that is known.
std::uint64_t find_when_newest_is_known(Workload& workload, const Outlet::Take& take) {
  const ScanRequest& request = workload.request();
  const FindingBytes form(request.prepared->program());
  SpillSorter sorter(request.memory);
  collect(workload, sorter, [&](const Finding& finding, std::string& bytes) {
    append_place(finding.place, bytes);
    form.append(finding, bytes);
  });
  if (workload.has_failed()) return 0;
  const TimeWindow window = resolved(request.window, workload.newest());
  std::uint64_t taken = 0;
  const auto drained = sorter.drain([&](std::string_view bytes) {
    const Finding finding = form.read(bytes.substr(kPlaceSize));
    if (!is_within(window, finding.time)) return true;
    ++taken;
    return take(finding);
  });
  if (!drained) workload.fail(drained.error());
  return taken;
}

}  // namespace

Report find(const ScanRequest& request, Progress& progress, const Outlet::Take& take) {
  const auto start = std::chrono::steady_clock::now();
  Workload workload(request, progress);
  const std::uint64_t taken =
      request.window.is_relative() ? find_when_newest_is_known(workload, take) : find_in_order(workload, take);
  Report report = workload.take_report();
  report.findings = taken;
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

}  // namespace spoor
