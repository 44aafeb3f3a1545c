#include "runtime/scan/workload.h"

#include <algorithm>

#include "runtime/scan/firing_finding.h"

namespace spoor {

bool ScanRequest::carries_texts() const {
  return keeps_state || std::any_of(logs.files.begin(), logs.files.end(),
                                    [](const WalkedFile& file) { return file.input.path == kStandardInput; });
}

bool is_shared(const ScanRequest& request, std::uint32_t file) {
  const WalkedFile& walked = request.logs.files[file];
  if (!request.known_records.empty() && request.known_records[file] > 0) return false;  // their numbers tell them
  return request.threads > 1 && (walked.size >= request.shared_from || walked.input.path == kStandardInput);
}

bool is_within(const TimeWindow& window, const std::optional<Instant>& time) {
  if (!time) return !window.from && !window.to;
  return (!window.from || *window.from <= *time) && (!window.to || *time < *window.to);
}

TimeWindow resolved(TimeWindow window, const Newest& times) {
  const auto time = times.time() ? times.time() : times.latest();
  const auto newest = time ? std::optional(to_instant(*time)) : std::nullopt;
  const auto back = [&](std::optional<std::int64_t> seconds, std::optional<Instant>& end) {
    if (seconds && newest) end = Instant{newest->seconds - *seconds, newest->nanoseconds};
  };
  back(window.from_seconds_back, window.from);
  back(window.to_seconds_back, window.to);
  return window;
}

Workload::Workload(const ScanRequest& request, Progress& progress)
    : request_(request),
      progress_(progress),
      plan_(request.prepared->program()),
      without_key_(request.prepared->program().rules.size()),
      read_files_(request.logs.files.size()) {
  progress.files_total = request.logs.files.size();
  for (const WalkedFile& file : request.logs.files) progress.bytes_total += file.size;
  if (!request.keeps_state)
    plan_.choose(request.shown_rules);  // else what is not shown today is remembered all the same
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

void Workload::add_newest(const Newest& newest) {
  const std::lock_guard lock(mutex_);
  newest_.add(newest);
}

void Workload::add_state(const std::vector<StateCounts>& counts, std::uint64_t spilled_bytes) {
  report_.memory.resize(counts.size());
  for (Index rule = 0; rule < counts.size(); ++rule) report_.memory[rule].counts.add(counts[rule]);
  report_.spilled_bytes += spilled_bytes;
}

void Workload::add(const Report& other) {
  progress_.bytes += other.bytes;
  cut_keys_ += other.cut_keys;
  untimed_ += other.untimed;
  const Program& program = request_.prepared->program();
  const std::lock_guard lock(mutex_);
  report_.files += other.files;
  report_.logs += other.logs;
  report_.records += other.records;
  report_.bad_count += other.bad_count;
  for (const BadRecord& bad : other.bad) {
    if (report_.bad.size() < Report::kMaxBad) report_.bad.push_back(bad);
  }
  report_.skipped.insert(report_.skipped.end(), other.skipped.begin(), other.skipped.end());
  for (const Report::OfMemory& memory : other.memory) {
    for (Index rule = 0; rule < program.rules.size(); ++rule) {
      if (program.rule_name(rule) == memory.rule) without_key_[rule] += memory.without_key;
    }
  }
}

void Workload::fail(const std::string& reason) {
  end();
  has_failed_ = true;
  const std::lock_guard lock(mutex_);
  if (report_.failure.empty()) report_.failure = reason;
}

void Workload::finish_file(std::uint32_t file, std::uint64_t records, bool is_log, ReadFile read) {
  progress_.files += 1;
  progress_.bytes_of_files += request_.logs.files[file].size;
  const std::lock_guard lock(mutex_);
  ++report_.files;
  if (!is_stopped()) read_files_[file] = read;
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
  report_.tuple_time = static_cast<double>(tuple_time_);
  report_.untimed = untimed_;
  report_.late = late_;
  for (Index rule = 0; rule < report_.memory.size(); ++rule) {
    Report::OfMemory& memory = report_.memory[rule];
    memory.rule = request_.prepared->program().rule_name(rule);
    memory.without_key = without_key_[rule];
  }
  std::erase_if(report_.memory,
                [](const Report::OfMemory& m) { return m.counts.tuples + m.counts.held + m.without_key == 0; });
  report_.interrupted = progress_.stop;
  return std::move(report_);
}

}  // namespace spoor
