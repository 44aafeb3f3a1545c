#pragma once

#include <chrono>
#include <deque>
#include <mutex>

#include "runtime/log/reader.h"
#include "runtime/scan/newest.h"
#include "runtime/scan/scan.h"
#include "runtime/scan/state_plan.h"
#include "runtime/state/counts.h"

namespace spoor {

// How far a file was read.
struct ReadFile {
  std::uint64_t last_record = 0;  // good one
  Time latest = 0;                // of its records; 0: none had a time
};

// What all workers of a run share: the files still to read, and the report.
class Workload {
 public:
  Workload(const ScanRequest& request, Progress& progress);

  // The next file, in their order; nothing when there is none or the run was stopped.
  std::optional<std::uint32_t> next_file();

  void add_bad(std::uint32_t file, const BadInput& bad);
  void add_skipped(std::uint32_t file, std::string_view reason);
  void add_newest(const Newest& newest);
  void add_without_key(Index rule) { without_key_[rule].fetch_add(1, std::memory_order_relaxed); }
  // What another run did that read logs for this one.
  void add(const Report& other);
  // What rules with memory did, by rule.
  void add_state(const std::vector<StateCounts>& counts, std::uint64_t spilled_bytes);
  // What that took, see Report::tuple_time.
  void add_tuple_time(std::chrono::nanoseconds time) { tuple_time_.fetch_add(time.count(), std::memory_order_relaxed); }
  void set_correlate_time(std::chrono::nanoseconds time) { report_.correlate_time = static_cast<double>(time.count()); }
  // Findings that are held until no record can change them.
  void add_held(std::uint64_t findings) { report_.held += findings; }
  // Findings that were held, of rules that have changed since.
  void add_dropped(std::uint64_t findings) { report_.dropped += findings; }
  void set_ahead(AheadRecord record) { report_.ahead = std::move(record); }
  void add_late() { late_.fetch_add(1, std::memory_order_relaxed); }
  void add_untimed() { untimed_.fetch_add(1, std::memory_order_relaxed); }
  void add_cut_keys() { cut_keys_.fetch_add(1, std::memory_order_relaxed); }
  // `is_log`: there was something else in the file than what is skipped.
  void finish_file(std::uint32_t file, std::uint64_t records, bool is_log, ReadFile read = {});

  // Nothing new is begun: someone outside stopped the run, or it ended.
  bool is_stopped() const { return progress_.stop.load(std::memory_order_relaxed) || is_ended(); }
  // Nothing more is wanted.
  bool is_ended() const { return is_ended_.load(std::memory_order_relaxed); }
  void end() { is_ended_ = true; }
  // Ends the run for a reason that the report names; the first one is kept.
  void fail(const std::string& reason);
  bool has_failed() const { return has_failed_; }

  const ScanRequest& request() const { return request_; }
  Progress& progress() { return progress_; }
  const Newest& newest() const { return newest_; }
  const StatePlan& plan() const { return plan_; }
  // By file, after all workers are done; nothing for a file that was not read to its end.
  const std::vector<std::optional<ReadFile>>& read_files() const { return read_files_; }

  // After all workers are done.
  Report take_report();

 private:
  const ScanRequest& request_;
  Progress& progress_;
  std::atomic<std::uint32_t> next_{0};
  std::atomic<std::uint64_t> cut_keys_{0};
  std::atomic<bool> is_ended_{false}, has_failed_{false};
  std::mutex mutex_;
  Newest newest_;
  StatePlan plan_;
  std::deque<std::atomic<std::uint64_t>> without_key_;  // by rule
  std::atomic<std::uint64_t> untimed_{0}, late_{0};
  std::atomic<std::int64_t> tuple_time_{0};  // nanoseconds
  std::vector<std::optional<ReadFile>> read_files_;
  std::vector<std::pair<std::uint32_t, BadRecord>> bad_;
  std::vector<std::pair<std::uint32_t, SkippedFile>> skipped_;
  Report report_;
};

// True for a file that is worth more than one worker.
bool is_shared(const ScanRequest& request, std::uint32_t file);

// True for a record of this time within the absolute ends of the window.
bool is_within(const TimeWindow& window, const std::optional<Instant>& time);

// The window with relative ends worked out from the newest record.
TimeWindow resolved(TimeWindow window, const Newest& newest);

}  // namespace spoor
