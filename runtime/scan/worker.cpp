#include "runtime/scan/worker.h"

#include <algorithm>
#include <thread>

#include "lang/values/number.h"
#include "runtime/scan/dedup_keys.h"
#include "runtime/scan/message.h"

namespace spoor {

namespace {

constexpr std::size_t kMaxThreads = 256;

// Where the Program's outputs stand, by role.
struct Outputs {
  explicit Outputs(const Program& program) {
    for (Index i = 0; i < program.outputs.size(); ++i) {
      switch (program.outputs[i].role) {
        case OutputRole::time: time = i; break;
        case OutputRole::id: id = i; break;
        case OutputRole::account: account = i; break;
        case OutputRole::column: columns.push_back(i); break;
        case OutputRole::message:
        case OutputRole::field:
        case OutputRole::key:
        case OutputRole::optional_key: has_rule_outputs = true; break;
      }
    }
  }
  Index time = 0, id = 0, account = 0;
  std::vector<Index> columns;
  bool has_rule_outputs = false;
};

class Worker : public LogVisitor {
 public:
  Worker(Workload& workload, const WorkerCalls& calls)
      : workload_(workload),
        calls_(calls),
        request_(workload.request()),
        program_(request_.prepared->program()),
        matcher_(request_.prepared),
        outputs_(program_) {}

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
    const auto rules = matcher_.match(record.tokens);
    if (rules.empty() && !request_.window.is_relative()) return true;
    std::string time_text = first_string(outputs_.time);
    const auto time = read_instant(time_text);
    if (time && (!newest_ || *newest_ < *time)) newest_ = time;
    choose(rules, time);
    if (rules_.empty()) return true;
    keys_.clear();  // of the record as it stands: secrets that differ are different keys
    for (const Index rule : rules_) keys_.push_back(dedup_keys(program_.rules[rule], program_, matcher_));
    Finding made = finding(record, time, std::move(time_text));
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      made.rule = rules_[i];
      made.keys = std::move(keys_[i].texts);
      if (keys_[i].is_cut) workload_.add_cut_keys();
      if (outputs_.has_rule_outputs) {
        const RuleRow& row = program_.rules[made.rule];
        made.message = is_readable_ ? message_of(row, program_, matcher_) : "";
        made.fields = is_readable_ ? fields_of(row, program_, matcher_) : "";
        made.group = is_readable_ && !made.keys.empty() ? group_of(row, program_, matcher_) : "";
      }
      workload_.progress().findings.fetch_add(1, std::memory_order_relaxed);
      if (!calls_.found(made)) return false;
    }
    return true;
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

  std::string first_string(Index output) {
    const auto values = matcher_.output(output);
    return values.empty() ? std::string() : to_text(values[0]);
  }

  // What findings of all rules say of the record. Afterwards the matcher may stand on its masked copy.
  Finding finding(const LogRecord& record, const std::optional<Instant>& time, std::string time_text) {
    Finding made;
    made.time = time;
    made.time_text = std::move(time_text);
    made.account = first_string(outputs_.account);
    made.event_id = first_string(outputs_.id);
    made.place = {file_, record.number};
    made.event = record.tokens.text();
    if (outputs_.columns.empty() && !outputs_.has_rule_outputs) return made;
    is_readable_ = hide_secrets(made.event);
    for (const Index column : outputs_.columns) {
      made.columns.push_back(is_readable_ ? joined(matcher_.output(column)) : std::string());
    }
    return made;
  }

  // Read from the record without its secrets, no column and no message can show one, whatever its expression. False if
  // there is no such record to read.
  bool hide_secrets(std::string_view event) {
    std::string masked;
    if (request_.mask != nullptr) request_.mask->append_masked(event, masked);
    if (masked.empty() || masked == event) return true;
    masked_ = OwnedRecord::read(masked);
    if (masked_ == nullptr) return false;
    matcher_.match(masked_->record());
    return true;
  }

  Workload& workload_;
  const WorkerCalls& calls_;
  const ScanRequest& request_;
  const Program& program_;
  Matcher matcher_;
  Outputs outputs_;
  std::unique_ptr<OwnedRecord> masked_;  // which the matcher saw last, if there were secrets
  bool is_readable_ = true;
  LogReader reader_;
  std::uint32_t file_ = 0;
  std::uint64_t records_ = 0;
  bool is_skipped_ = false, is_damaged_ = false;
  std::vector<Index> rules_;     // that hold for the record and are shown
  std::vector<DedupKeys> keys_;  // of each of them
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
