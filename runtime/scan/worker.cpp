#include "runtime/scan/worker.h"

#include <algorithm>
#include <thread>

#include "runtime/scan/finding_maker.h"

namespace spoor {

namespace {

constexpr std::size_t kMaxThreads = 256;

class Worker : public LogVisitor {
 public:
  Worker(Workload& workload, const WorkerCalls& calls)
      : workload_(workload),
        calls_(calls),
        request_(workload.request()),
        program_(request_.prepared->program()),
        maker_(request_.prepared, request_.mask) {}

  void run() {
    while (const auto file = workload_.next_file()) {
      file_ = *file;
      records_ = 0;
      is_skipped_ = is_damaged_ = false;
      reader_.read(request_.logs.files[file_].input, *this);
      workload_.finish_file(file_, records_, !is_skipped_ || is_damaged_ || records_ > 0);
      calls_.finished(file_);
    }
    if (newest_) workload_.add_newest(*newest_);
  }

  bool on_record(const LogRecord& record) override {
    if (has_to_stop()) return false;
    ++records_;
    workload_.progress().records.fetch_add(1, std::memory_order_relaxed);
    const auto rules = maker_.match(record.tokens);
    if (rules.empty() && !request_.window.is_relative()) return true;
    auto time = maker_.time();
    if (time.instant && (!newest_ || *newest_ < *time.instant)) newest_ = time.instant;
    choose(rules, time.instant);
    return maker_.for_each_finding(record, file_, std::move(time), rules_, [&](const Finding& made, bool has_cut_keys) {
      if (has_cut_keys) workload_.add_cut_keys();
      workload_.progress().findings.fetch_add(1, std::memory_order_relaxed);
      return calls_.found(made);
    });
  }

  bool on_bad(const BadInput& bad) override {
    if (workload_.is_stopped() && bad.record == 0) return false;  // cut off by the stop itself, not by damage
    is_damaged_ = true;
    workload_.add_bad(file_, bad);
    if (request_.is_strict) workload_.end();
    return !request_.is_strict;
  }

  void on_skipped(std::string_view reason) override {
    if (has_to_stop()) return;
    is_skipped_ = true;
    workload_.add_skipped(file_, reason);
  }

  void on_bytes(std::uint64_t count) override {
    workload_.progress().bytes.fetch_add(count, std::memory_order_relaxed);
  }

 private:
  // A file can be read again. What has arrived on standard input is gone if it is not looked at, and it is not much:
  // reading on ends by itself.
  bool has_to_stop() const {
    const bool can_come_again = request_.logs.files[file_].input.path != kStandardInput;
    return can_come_again ? workload_.is_stopped() : workload_.is_ended();
  }

  // The rules whose findings of the record matter: it is shown, or is before the window and tells a rule with `dedup`
  // what was shown.
  void choose(std::span<const Index> rules, const std::optional<Instant>& time) {
    const bool is_within_window = !request_.window.is_set() || is_within(request_.window, time);
    const bool is_before = time && request_.window.from && *time < *request_.window.from;
    rules_.clear();
    for (const Index rule : rules) {
      if (!request_.shown_rules.empty() && !request_.shown_rules[rule]) continue;
      if (is_within_window || (is_before && program_.rules[rule].key_count > 0)) rules_.push_back(rule);
    }
  }

  Workload& workload_;
  const WorkerCalls& calls_;
  const ScanRequest& request_;
  const Program& program_;
  FindingMaker maker_;
  LogReader reader_;
  std::uint32_t file_ = 0;
  std::uint64_t records_ = 0;
  bool is_skipped_ = false, is_damaged_ = false;
  std::vector<Index> rules_;  // that hold for the record and are shown
  std::optional<Instant> newest_;
};

}  // namespace

bool is_within(const TimeWindow& window, const std::optional<Instant>& time) {
  if (!time) return !window.from && !window.to;
  return (!window.from || *window.from <= *time) && (!window.to || *time < *window.to);
}

TimeWindow resolved(TimeWindow window, const std::optional<Instant>& newest) {
  const auto back = [&](std::optional<std::int64_t> seconds, std::optional<Instant>& end) {
    if (seconds && newest) end = Instant{newest->seconds - *seconds, newest->nanoseconds};
  };
  back(window.from_seconds_back, window.from);
  back(window.to_seconds_back, window.to);
  return window;
}

Workload::Workload(const ScanRequest& request, Progress& progress) : request_(request), progress_(progress) {
  progress.files_total = request.logs.files.size();
  for (const WalkedFile& file : request.logs.files) progress.bytes_total += file.size;
  report_.rules = request.prepared->program().rules.size();
}

std::optional<std::uint32_t> Workload::next_file() {
  const std::uint32_t file = next_.fetch_add(1);
  if (file >= request_.logs.files.size() || is_stopped()) return std::nullopt;
  return file;
}

void Workload::add_bad(std::uint32_t file, const BadInput& bad) {
  const std::lock_guard lock(mutex_);
  ++report_.bad_count;
  bad_.push_back({file, {request_.logs.files[file].input.name, bad.record, bad.offset, bad.reason}});
  if (bad_.size() < 4 * Report::kMaxBad) return;
  // Of very many the first by place are kept, whichever thread came first.
  std::stable_sort(bad_.begin(), bad_.end(), [](const auto& a, const auto& b) {
    return std::pair(a.first, a.second.offset) < std::pair(b.first, b.second.offset);
  });
  bad_.resize(Report::kMaxBad);
}

void Workload::add_skipped(std::uint32_t file, std::string_view reason) {
  const std::lock_guard lock(mutex_);
  skipped_.push_back({file, {request_.logs.files[file].input.name, std::string(reason)}});
}

void Workload::add_newest(Instant time) {
  const std::lock_guard lock(mutex_);
  if (!newest_ || *newest_ < time) newest_ = time;
}

void Workload::fail(const std::string& reason) {
  end();
  has_failed_ = true;
  const std::lock_guard lock(mutex_);
  if (report_.failure.empty()) report_.failure = reason;
}

void Workload::finish_file(std::uint32_t file, std::uint64_t records, bool is_log) {
  progress_.files += 1;
  progress_.bytes_of_files += request_.logs.files[file].size;
  const std::lock_guard lock(mutex_);
  ++report_.files;
  if (is_log) ++report_.logs;
  report_.records += records;
}

Report Workload::take_report() {
  std::stable_sort(bad_.begin(), bad_.end(), [](const auto& a, const auto& b) {
    return std::pair(a.first, a.second.offset) < std::pair(b.first, b.second.offset);
  });
  std::stable_sort(skipped_.begin(), skipped_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const WalkNote& note : request_.logs.bad) {
    ++report_.bad_count;
    report_.bad.push_back({note.path, 0, 0, note.reason});
  }
  for (auto& [file, bad] : bad_) {
    if (report_.bad.size() < Report::kMaxBad) report_.bad.push_back(std::move(bad));
  }
  for (const WalkNote& note : request_.logs.skipped) report_.skipped.push_back({note.path, note.reason});
  for (auto& [file, skipped] : skipped_) report_.skipped.push_back(std::move(skipped));
  report_.bytes = progress_.bytes;
  report_.cut_keys = cut_keys_;
  report_.interrupted = progress_.stop;
  return std::move(report_);
}

void run_workers(Workload& workload, const WorkerCalls& calls) {
  const std::size_t files = workload.request().logs.files.size();
  const std::size_t most = std::clamp<std::size_t>(files, 1, kMaxThreads);
  const std::size_t count = std::clamp<std::size_t>(workload.request().threads, 1, most);
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < count; ++i) threads.emplace_back([&] { Worker(workload, calls).run(); });
  Worker(workload, calls).run();
  for (std::thread& thread : threads) thread.join();
}

void collect(Workload& workload, SpillSorter& sorter, const std::function<void(const Finding&, std::string&)>& append) {
  std::mutex mutex;
  run_workers(workload, {[&](const Finding& finding) {
                           std::string bytes;
                           append(finding, bytes);
                           const std::lock_guard lock(mutex);
                           const auto added = sorter.add(bytes);
                           if (!added) workload.fail(added.error());
                           return added.has_value();
                         },
                         [](std::uint32_t) {}});
}

}  // namespace spoor
