#include "runtime/scan/profile.h"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <thread>

#include "runtime/match/meter.h"
#include "runtime/scan/workload.h"

namespace spoor {

namespace {

using Clock = std::chrono::steady_clock;

class MeteredWorker : public LogVisitor {
 public:
  explicit MeteredWorker(Workload& workload) : workload_(workload), meter_(workload.request().prepared) {}

  void run() {
    const auto begin = Clock::now();
    while (const auto file = workload_.next_file()) {
      file_ = *file;
      records_ = 0;
      is_skipped_ = is_damaged_ = false;
      reader_.read(workload_.request().logs.files[file_].input, *this);
      workload_.finish_file(file_, records_, !is_skipped_ || is_damaged_ || records_ > 0);
    }
    time_ = std::chrono::duration<double, std::nano>(Clock::now() - begin).count();
  }

  bool on_record(const LogRecord& record) override {
    if (workload_.is_stopped()) return false;
    ++records_;
    workload_.progress().records.fetch_add(1, std::memory_order_relaxed);
    meter_.match(record.tokens);
    return true;
  }
  bool on_bad(const BadInput& bad) override {
    if (workload_.is_stopped() && bad.record == 0) return false;
    is_damaged_ = true;
    workload_.add_bad(file_, bad);
    if (workload_.request().is_strict) workload_.end();
    return !workload_.request().is_strict;
  }
  void on_skipped(std::string_view reason) override {
    is_skipped_ = true;
    workload_.add_skipped(file_, reason);
  }
  void on_bytes(std::uint64_t count) override {
    workload_.progress().bytes.fetch_add(count, std::memory_order_relaxed);
  }

  void add_to(Profile& profile) const {
    profile.costs.add(meter_.costs());
    profile.reading_time += std::max(0.0, time_ - meter_.costs().matching_time);
  }

 private:
  Workload& workload_;
  Meter meter_;
  LogReader reader_;
  std::uint32_t file_ = 0;
  std::uint64_t records_ = 0;
  bool is_skipped_ = false, is_damaged_ = false;
  double time_ = 0;
};

// What rules with memory make of the same records. A stream is gone when it was read.
void add_memory(const ScanRequest& request, Progress& progress, Report& report) {
  const bool reads_stream = std::any_of(request.logs.files.begin(), request.logs.files.end(),
                                        [](const WalkedFile& file) { return file.input.path == kStandardInput; });
  if (reads_stream || progress.stop || !StatePlan(request.prepared->program()).has_memory()) return;
  ScanRequest again = request;
  again.wants_events = false;
  Progress unseen;
  Report made = scan(again, unseen, [&](const Finding&) { return !progress.stop; });
  report.memory = std::move(made.memory);
  report.spilled_bytes = made.spilled_bytes;
  report.untimed = made.untimed;
}

}  // namespace

Profile profile(const ScanRequest& request, Progress& progress) {
  const auto start = Clock::now();
  Workload workload(request, progress);
  Profile made;
  std::mutex mutex;
  const auto work = [&] {
    MeteredWorker worker(workload);
    worker.run();
    const std::lock_guard lock(mutex);
    worker.add_to(made);
  };
  const std::size_t files = std::max<std::size_t>(1, request.logs.files.size());
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < std::min<std::size_t>(request.threads, files); ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  made.report = workload.take_report();
  add_memory(request, progress, made.report);
  made.report.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return made;
}

}  // namespace spoor
