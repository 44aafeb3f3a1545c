#include "runtime/scan/profile.h"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <thread>

#include "runtime/match/meter.h"
#include "runtime/scan/file_worker.h"

namespace spoor {

namespace {

using Clock = std::chrono::steady_clock;

class MeteredWorker : public FileWorker {
 public:
  explicit MeteredWorker(Workload& workload) : FileWorker(workload), meter_(request().prepared) {}

  void run() {
    const auto begin = Clock::now();
    read_files();
    time_ = std::chrono::duration<double, std::nano>(Clock::now() - begin).count();
  }

  void add_to(Profile& profile) const {
    profile.costs.add(meter_.costs());
    profile.reading_time += std::max(0.0, time_ - meter_.costs().matching_time);
  }

 private:
  void look_at(const LogRecord& record) override { meter_.match(record.tokens); }

  Meter meter_;
  double time_ = 0;
};

// What rules with memory make of the same records. A stream is gone when it was read.
void add_memory(const ScanRequest& request, Progress& progress, Report& report) {
  const bool reads_stream = std::any_of(request.logs.files.begin(), request.logs.files.end(),
                                        [](const WalkedFile& file) { return file.input.path == kStandardInput; });
  if (reads_stream || progress.stop || !StatePlan(request.prepared->program()).has_memory()) return;
  ScanRequest again = request;
  again.wants_events = false;
  again.measures_memory = true;
  Progress unseen;
  Report made = scan(again, unseen, [&](const Finding&) { return !progress.stop; });
  report.memory = std::move(made.memory);
  report.tuple_time = made.tuple_time;
  report.correlate_time = made.correlate_time;
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
